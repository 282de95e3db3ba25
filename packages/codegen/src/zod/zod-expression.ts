import type { Discriminator } from "../schema/discriminator.ts";
import { findDiscriminator } from "../schema/discriminator.ts";
import { type FormatMode, formats } from "../schema/formats.ts";
import type { JsonType, SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { isInterface } from "../types/is-interface.ts";
import { refuseInexpressible, refuseZod } from "./refuse.ts";

const quoted = (value: unknown): string => JSON.stringify(value);

const propertyKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

const refined = (condition: string, problem: string): string =>
  `.refine(${condition}, ${quoted(`Invalid input: expected ${problem}`)})`;

/** Lengths as JSON Schema counts them; zod's own count a surrogate pair twice, which only tells from 2 on. */
const lengthChecks = ({ minLength = 0, maxLength }: SchemaObject): string => {
  if (minLength === 1 && maxLength === undefined) return ".min(1)";
  const least =
    minLength === 0 ? "" : refined(`(text) => [...text].length >= ${minLength}`, `at least ${minLength} character(s)`);
  const most =
    maxLength === undefined
      ? ""
      : refined(`(text) => [...text].length <= ${maxLength}`, `at most ${maxLength} character(s)`);
  return `${least}${most}`;
};

const formatCheck = ({ format }: SchemaObject, mode: FormatMode): string => {
  const known = format === undefined || mode === "annotate" ? undefined : formats.get(format);
  return known ? refined(known.check, known.expected) : "";
};

const stringChecks = (schema: SchemaObject, mode: FormatMode): string =>
  [
    lengthChecks(schema),
    schema.pattern === undefined ? "" : `.regex(${new RegExp(schema.pattern, "u").toString()})`,
    formatCheck(schema, mode),
  ].join("");

/** zod's names of the bounds of numbers. */
const bounds = [
  ["minimum", "min"],
  ["maximum", "max"],
  ["exclusiveMinimum", "gt"],
  ["exclusiveMaximum", "lt"],
] as const;

const numberChecks = (schema: SchemaObject): string =>
  bounds.map(([keyword, name]) => (schema[keyword] === undefined ? "" : `.${name}(${schema[keyword]})`)).join("");

const isOfType = (value: unknown, type: JsonType): boolean => {
  if (type === "null") return value === null;
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
};

/** The constants that a place takes: those that every keyword of it allows. */
const literalsOf = ({ const: constant, enum: values, type }: SchemaObject): readonly unknown[] | undefined => {
  const literals = constant === undefined ? values : [constant];
  const types = [type ?? []].flat();
  return literals?.filter(
    (value) => (types.length === 0 || types.some((t) => isOfType(value, t))) && (values?.includes(value) ?? true),
  );
};

const literalOf = (literals: readonly unknown[]): string => {
  if (literals.length === 0) return "z.never()";
  return `z.literal(${quoted(literals.length === 1 ? literals[0] : literals)})`;
};

/** Writes zod expressions for the places of a schema set. */
export interface ZodWriter {
  readonly expressionOf: (node: SchemaNode) => string;
}

export const createZodWriter = (set: SchemaSet): ZodWriter => {
  const shapeOf = (node: SchemaNode, schema: SchemaObject): string => {
    const required = new Set(schema.required);
    const entries = Object.keys(schema.properties ?? {}).map((name) => {
      const value = expressionOf(childOf(node, "properties", name));
      return `${propertyKey(name)}: ${value}${required.has(name) ? "" : ".exactOptional()"}`;
    });
    return entries.map((entry) => `  ${entry.replaceAll("\n", "\n  ")},\n`).join("");
  };

  const objectOf = (node: SchemaNode, schema: SchemaObject): string => {
    const additional = schema.additionalProperties;
    const values =
      additional === undefined || additional === true
        ? "z.unknown()"
        : expressionOf(childOf(node, "additionalProperties"));
    const inherits = schema.allOf !== undefined && isInterface(set, node);
    if (schema.properties === undefined && !inherits)
      return additional === false ? "z.strictObject({})" : `z.record(z.string(), ${values})`;
    if (additional !== undefined && additional !== true)
      return refuseZod(node, "named properties beside additionalProperties");
    const bases = inherits ? (schema.allOf ?? []).map((base) => `  ...${baseName(node, base)}.shape,\n`) : [];
    return `open({\n${bases.join("")}${shapeOf(node, schema)}})`;
  };

  const baseName = (node: SchemaNode, base: NonNullable<SchemaObject["allOf"]>[number]): string => {
    const ref = typeof base === "object" ? base.$ref : undefined;
    return ref === undefined ? refuseZod(node, "an inline base") : set.nameOf(set.resolve(node, ref));
  };

  const arrayOf = (node: SchemaNode, schema: SchemaObject): string => {
    const item = schema.items === undefined ? "z.unknown()" : expressionOf(childOf(node, "items"));
    const { minItems = 0, maxItems } = schema;
    if (maxItems === 0) return "z.tuple([])";
    const list = minItems === 0 ? `z.array(${item})` : `z.tuple([${item}], ${item})`;
    const least = minItems > 1 ? refined(`(items) => items.length >= ${minItems}`, `at least ${minItems} items`) : "";
    const most =
      maxItems === undefined ? "" : refined(`(items) => items.length <= ${maxItems}`, `at most ${maxItems} items`);
    return `${list}${least}${most}`;
  };

  const byType: Readonly<Record<JsonType, (node: SchemaNode, schema: SchemaObject) => string>> = {
    array: arrayOf,
    boolean: () => "z.boolean()",
    // z.int() takes safe integers only; JSON Schema has no such bound.
    integer: (_, schema) => `z.number()${numberChecks(schema)}${refined("Number.isInteger", "a whole number")}`,
    null: () => "z.null()",
    number: (_, schema) => `z.number()${numberChecks(schema)}`,
    object: objectOf,
    string: (_, schema) => `z.string()${stringChecks(schema, set.formats)}`,
  };

  const unionOf = (node: SchemaNode, keyword: "anyOf" | "oneOf"): string => {
    const branches = (keywordsOf(node)?.[keyword] ?? []).map((_, index) => childOf(node, keyword, index));
    const discriminator = findDiscriminator(set, node, keyword);
    if (discriminator) return taggedOf(discriminator);
    if (keyword === "oneOf")
      return refuseZod(node, "oneOf without a property that tells the branches apart; use anyOf");
    return `z.union([${branches.map(expressionOf).join(", ")}])`;
  };

  const taggedOf = ({ path, branches }: Discriminator): string => {
    const entries = branches.flatMap(({ tags, node }) =>
      tags.map((tag) => `  ${quoted(tag)}: ${expressionOf(node)},\n`),
    );
    return `tagged(${quoted(path)}, {\n${entries.join("")}})`;
  };

  const partsOf = (node: SchemaNode, schema: SchemaObject): readonly string[] => {
    const types =
      schema.type === undefined || typeof schema.type === "string" ? [schema.type ?? []].flat() : schema.type;
    const literals = literalsOf(schema);
    const typed = types.map((type) => byType[type](node, schema));
    const inherits = isInterface(set, node);
    const bases = inherits ? [] : (schema.allOf ?? []).map((_, index) => expressionOf(childOf(node, "allOf", index)));
    const onlyMarksType = bases.length > 0 && schema.properties === undefined && schema.type === "object";
    return [
      ...(literals ? [literalOf(literals)] : []),
      ...(schema.$ref === undefined ? [] : [set.nameOf(set.resolve(node, schema.$ref))]),
      ...bases,
      ...(literals || typed.length === 0 || onlyMarksType
        ? []
        : [typed.length === 1 ? typed.join("") : `z.union([${typed.join(", ")}])`]),
      ...(schema.anyOf ? [unionOf(node, "anyOf")] : []),
      ...(schema.oneOf ? [unionOf(node, "oneOf")] : []),
    ];
  };

  const expressionOf = (node: SchemaNode): string => {
    const schema = keywordsOf(node);
    if (!schema) return "z.never()";
    refuseInexpressible(node, schema);
    const [first = "z.unknown()", ...others] = partsOf(node, schema);
    return others.reduce((left, right) => `z.intersection(${left}, ${right})`, first);
  };

  return { expressionOf };
};
