import { placesOf } from "../schema/children.ts";
import { pointerTokens } from "../schema/json-pointer.ts";
import { keyOf, type SchemaNode, type SchemaObject } from "../schema/json-schema.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { isInterface } from "../types/is-interface.ts";
import { propertyPlace, requiresProperty } from "../types/narrows.ts";
import { type Code, chain, group, labelled, tallGroup } from "./layout.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseZod } from "./refuse.ts";
import { patternLiteral } from "./scalars.ts";

const quoted = (value: unknown): string => JSON.stringify(value);

const propertyKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** The declared places that a plain object extends. */
const basesOf = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] =>
  isInterface(set, node) ? placesOf(node, "allOf").map((base) => set.resolve(base, keywordsOf(base)?.$ref ?? "")) : [];

const propertyNames = (set: SchemaSet, node: SchemaNode): readonly string[] => [
  ...new Set([
    ...basesOf(set, node).flatMap((base) => propertyNames(set, base)),
    ...Object.keys(keywordsOf(node)?.properties ?? {}),
  ]),
];

/** One shape holds one schema a property, so bases that describe one differently can't share it. */
const refuseBases = (set: SchemaSet, node: SchemaNode): void => {
  const found = new Map<string, SchemaNode>();
  for (const base of basesOf(set, node)) {
    const names = propertyNames(set, base);
    if (names.length === 0) refuseZod(node, "a base without properties", "allOf");
    for (const name of names) {
      const place = propertyPlace(set, base, name);
      const earlier = found.get(name);
      if (place === undefined) continue;
      const isRival = earlier !== undefined && keyOf(earlier) !== keyOf(place);
      if (isRival) refuseZod(node, `two bases that describe ${name} differently`, "allOf");
      found.set(name, place);
    }
  }
};

/** The entries of an object's shape by property; under the name of a base, all of the base's at once. */
const shapeOf = (writer: PlaceWriter, node: SchemaNode, wanted: SchemaNode = node): ReadonlyMap<string, Code> => {
  const { set } = writer;
  const inherited = basesOf(set, node).flatMap((base): readonly (readonly [string, Code])[] =>
    writer.isRecursive(base)
      ? [...shapeOf(writer, base, wanted)]
      : [[`...${set.nameOf(base)}`, `...${set.nameOf(base)}.shape`]],
  );
  const own = Object.keys(keywordsOf(node)?.properties ?? {}).map((name): readonly [string, Code] => {
    const value = writer.codeOf(childOf(node, "properties", name));
    const isRequired = requiresProperty(set, wanted, name);
    return [name, labelled(`${propertyKey(name)}: `, isRequired ? value : chain(value, ".exactOptional()"))];
  });
  return new Map([...inherited, ...own]);
};

/** What a place says about the properties that have no schema of their own. */
interface OtherProperties {
  readonly patterns: readonly SchemaNode[];
  /** Nothing where every other property may be there and be anything. */
  readonly rest: SchemaNode | undefined;
}

const otherProperties = (node: SchemaNode): OtherProperties => {
  const [rest] = placesOf(node, "additionalProperties");
  return { patterns: placesOf(node, "patternProperties"), rest: rest?.schema === true ? undefined : rest };
};

/** The check of the other properties, as a method call. */
const othersCheck = (writer: PlaceWriter, names: readonly string[], { patterns, rest }: OtherProperties): Code => {
  const rules = patterns.map((place) => {
    const pattern = pointerTokens(place.pointer).at(-1) ?? "";
    return group("[", [patternLiteral(pattern), writer.codeOf(place)], "]");
  });
  const named = group("[", names.map(quoted), "]");
  const other = rest === undefined ? "z.unknown()" : writer.codeOf(rest);
  return group(".superRefine(", [group("others(", [named, group("[", rules, "]"), other], ")")], ")");
};

/** An object of which only the properties without names of their own are described. */
const recordOf = (writer: PlaceWriter, others: OtherProperties): Code => {
  const { patterns, rest } = others;
  if (patterns.length === 0 && rest?.schema === false) return "empty()";
  const record = (values: Code): Code => group("z.record(", ["z.string()", values], ")");
  if (patterns.length === 0) return record(rest === undefined ? "z.unknown()" : writer.codeOf(rest));
  const check = othersCheck(writer, [], others);
  if (rest === undefined) return chain(record("z.unknown()"), check);
  const described = [...patterns, ...(rest.schema === false ? [] : [rest])].map(writer.codeOf);
  const values = described.length === 1 ? described[0]! : group("z.union([", described, "])");
  return chain(record(values), check);
};

/** Writes an object. */
export const objectOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code => {
  const { set } = writer;
  const others = otherProperties(node);
  if (propertyNames(set, node).length === 0) return recordOf(writer, others);
  refuseBases(set, node);
  const entries = [...shapeOf(writer, node).values()];
  if (others.patterns.length === 0 && others.rest === undefined) return tallGroup("open({", entries, "})");
  if (others.patterns.length === 0 && others.rest?.schema === false) return tallGroup("closed({", entries, "})");
  const names = Object.keys(schema.properties ?? {});
  return chain(tallGroup("z.looseObject({", entries, "})"), othersCheck(writer, names, others));
};
