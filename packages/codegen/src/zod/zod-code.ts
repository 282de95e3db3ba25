import { type Discriminator, findDiscriminator } from "../schema/discriminator.ts";
import type { JsonType, SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { placesOf } from "../schema/children.ts";
import { keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { isInterface } from "../types/is-interface.ts";
import { arrayOf } from "./array-code.ts";
import { type Code, group, labelled, tallGroup } from "./layout.ts";
import { objectOf } from "./object-code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseInexpressible, refuseZod } from "./refuse.ts";
import { integerOf, literalOf, literalsOf, numberOf, stringOf } from "./scalars.ts";

type Writer = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject) => Code;

const byType: Readonly<Record<JsonType, Writer>> = {
  array: arrayOf,
  boolean: () => "z.boolean()",
  integer: (_writer, _node, schema) => integerOf(schema),
  null: () => "z.null()",
  number: (_writer, _node, schema) => numberOf(schema),
  object: objectOf,
  string: ({ set }, _node, schema) => stringOf(schema, set.formats),
};

const unionCode = (branches: readonly Code[]): Code =>
  branches.length === 1 ? branches[0]! : group("z.union([", branches, "])");

/** An object literal takes a plain key `__proto__` for its prototype. */
const tagKey = (tag: string): string => (tag === "__proto__" ? '["__proto__"]' : JSON.stringify(tag));

const taggedOf = ({ path, branches }: Discriminator, codeOf: PlaceWriter["codeOf"]): Code => {
  const entries = branches.flatMap(({ tags, node }) => tags.map((tag) => labelled(`${tagKey(tag)}: `, codeOf(node))));
  return tallGroup(`tagged(${JSON.stringify(path)}, {`, entries, "})");
};

const unionOf = ({ set, codeOf }: PlaceWriter, node: SchemaNode, keyword: "anyOf" | "oneOf"): Code => {
  const discriminator = findDiscriminator(set, node, keyword);
  if (discriminator) return taggedOf(discriminator, codeOf);
  const branches = placesOf(node, keyword);
  if (keyword === "oneOf" && branches.length > 1)
    return refuseZod(node, "oneOf without a property that tells the branches apart; use anyOf");
  return unionCode(branches.map(codeOf));
};

/** Codes that a value must all fit. */
const partsOf = (
  writer: PlaceWriter,
  node: SchemaNode,
  schema: SchemaObject,
  refer: (to: SchemaNode) => Code,
): readonly Code[] => {
  const { set, codeOf } = writer;
  const literals = literalsOf(schema);
  const types: readonly JsonType[] = [schema.type ?? []].flat();
  const bases = isInterface(set, node) ? [] : placesOf(node, "allOf");
  const isAlone =
    [schema.$ref, schema.anyOf, schema.oneOf].every((beside) => beside === undefined) && bases.length === 0;
  const onlyMarksType = !isAlone && schema.properties === undefined && schema.type === "object";
  const isTyped = literals === undefined && types.length > 0 && !onlyMarksType;
  return [
    ...(literals ? [literalOf(literals)] : []),
    ...(schema.$ref === undefined ? [] : [refer(set.resolve(node, schema.$ref))]),
    ...bases.map(codeOf),
    ...(isTyped ? [unionCode(types.map((type) => byType[type](writer, node, schema)))] : []),
    ...(schema.anyOf ? [unionOf(writer, node, "anyOf")] : []),
    ...(schema.oneOf ? [unionOf(writer, node, "oneOf")] : []),
  ];
};

interface Surroundings {
  /** The code for a reference to a declared place. */
  readonly refer: (to: SchemaNode) => Code;
  readonly isRecursive: (node: SchemaNode) => boolean;
}

/** Writes the zod code of one declared place. */
export const zodCodeOf = (set: SchemaSet, declared: SchemaNode, { refer, isRecursive }: Surroundings): Code => {
  const codeOf = (node: SchemaNode): Code => {
    const schema = keywordsOf(node);
    if (!schema) return "z.never()";
    refuseInexpressible(set, node, schema);
    const [first = "z.unknown()", ...others] = partsOf({ set, codeOf, isRecursive }, node, schema, refer);
    return others.reduce((left, right) => group("z.intersection(", [left, right], ")"), first);
  };
  return codeOf(declared);
};
