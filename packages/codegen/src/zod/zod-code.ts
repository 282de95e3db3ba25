import {
  type Discriminator,
  disjointnessOf,
  findDiscriminator,
  type JsonType,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { kindsOf } from "../types/json-kinds.ts";
import { isInterface } from "../types/is-interface.ts";
import { literal, literalKey, textLiteral } from "../source-text/literals.ts";
import { identifier, js, Source } from "../source-text/source.ts";
import { arrayOf } from "./array-code.ts";
import { constantsOf } from "./constants.ts";
import { chain, type Code, group, labelled, tallGroup } from "./layout.ts";
import { objectOf } from "./object-code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseInexpressible, refuseZod } from "./refuse.ts";
import { integerOf, literalsOf, numberOf, stringOf } from "./scalars.ts";

type Writer = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject) => Code;

const nothing = js`z.null()`;

const isNull = (code: Code): boolean => code instanceof Source && code.text === nothing.text;

const byType: Readonly<Record<JsonType, Writer>> = {
  array: arrayOf,
  boolean: () => js`z.boolean()`,
  integer: (_writer, _node, schema) => integerOf(schema),
  null: () => nothing,
  number: (_writer, _node, schema) => numberOf(schema),
  object: objectOf,
  string: ({ set }, _node, schema) => stringOf(schema, set.formats),
};

/** The first of some codes that a value fits; null beside others is said with a method. */
const unionCode = (branches: readonly Code[]): Code => {
  const others = branches.filter((branch) => !isNull(branch));
  if (others.length < branches.length && others.length > 0) return chain(unionCode(others), js`.nullable()`);
  return branches.length === 1 ? branches[0]! : group(js`z.union([`, branches, js`])`);
};

/** Tags are quoted, as the texts that they are. */
const tagKey = (tag: string): Source => (tag === "__proto__" ? literalKey(tag) : textLiteral(tag));

const taggedOf = ({ path, branches }: Discriminator, codeOf: PlaceWriter["codeOf"]): Code => {
  const entries = branches.flatMap(({ tags, node }) => tags.map((tag) => labelled(js`${tagKey(tag)}: `, codeOf(node))));
  return tallGroup(js`${identifier("tagged")}(${literal(path)}, {`, entries, js`})`);
};

const unionOf = ({ set, codeOf }: PlaceWriter, node: SchemaNode, keyword: "anyOf" | "oneOf"): Code => {
  const discriminator = findDiscriminator(set, node, keyword);
  if (discriminator) return taggedOf(discriminator, codeOf);
  const branches = placesOf(node, keyword);
  const overlap = keyword === "oneOf" ? disjointnessOf(set).overlapOf(branches) : undefined;
  if (overlap) {
    const problem = `a value may fit the branches ${overlap.join(" and ")} of oneOf at once; use anyOf`;
    return refuseZod(node, problem, keyword);
  }
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
    ...(literals ? [constantsOf(schema, literals, set.formats)] : []),
    ...(schema.$ref === undefined ? [] : [refer(set.resolve(node, schema.$ref))]),
    ...bases.map(codeOf),
    ...(isTyped ? [unionCode(types.map((type) => byType[type](writer, node, schema)))] : []),
    ...(schema.anyOf ? [unionOf(writer, node, "anyOf")] : []),
    ...(schema.oneOf ? [unionOf(writer, node, "oneOf")] : []),
  ];
};

/** A schema with its description, which zod keeps for those who ask for it (`z.toJSONSchema`, forms, documents). */
const described = (code: Code, { description }: SchemaObject): Code =>
  description === undefined || description.trim() === ""
    ? code
    : chain(code, group(js`.describe(`, [textLiteral(description)], js`)`));

interface Surroundings {
  /** The code for a reference to a declared place. */
  readonly refer: (to: SchemaNode) => Code;
  readonly isRecursive: (node: SchemaNode) => boolean;
  /** What the schema of a declared place is called in the emitted file. */
  readonly nameOf: (node: SchemaNode) => string;
}

/** Writes the zod code of one declared place. */
export const zodCodeOf = (set: SchemaSet, declared: SchemaNode, { refer, isRecursive, nameOf }: Surroundings): Code => {
  const codeOf = (node: SchemaNode): Code => {
    const schema = keywordsOf(node);
    if (!schema) return js`z.never()`;
    refuseInexpressible(set, node, schema);
    if (kindsOf(set, node).size === 0) return js`z.never()`;
    const [first = js`z.unknown()`, ...others] = partsOf({ set, codeOf, isRecursive, nameOf }, node, schema, refer);
    const all = others.reduce((left, right) => group(js`z.intersection(`, [left, right], js`)`), first);
    return described(all, schema);
  };
  return codeOf(declared);
};
