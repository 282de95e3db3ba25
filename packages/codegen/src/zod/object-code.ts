import {
  childOf,
  keyOf,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { isInterface } from "../types/is-interface.ts";
import { indexOf } from "../types/object-type.ts";
import { otherPlaces, type OtherPlaces, patternOf } from "../types/other-places.ts";
import { apart } from "../types/standing.ts";
import { toType } from "../types/to-type.ts";
import { propertyPlace, requiresProperty } from "../types/narrows.ts";
import { propertyKey, meantRegex, textLiteral } from "../source-text/literals.ts";
import { identifier, js } from "../source-text/source.ts";
import { assertionsOf, hasAssertions } from "./assertions.ts";
import { helperCall } from "./helper-call.ts";
import { type Code, chain, group, labelled, tallGroup } from "./code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseInexpressible, refuseZod } from "./refuse.ts";

/** The declared places that a plain object extends. */
const basesOf = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] =>
  isInterface(set, node) ? placesOf(node, "allOf").map((base) => set.resolve(base, keywordsOf(base)?.$ref ?? "")) : [];

/** Whether a place or one of its bases has named properties. */
const hasProperties = (set: SchemaSet, node: SchemaNode): boolean =>
  Object.keys(keywordsOf(node)?.properties ?? {}).length > 0 ||
  basesOf(set, node).some((base) => hasProperties(set, base));

const propertyNames = (set: SchemaSet, node: SchemaNode): readonly string[] => [
  ...new Set([
    ...basesOf(set, node).flatMap((base) => propertyNames(set, base)),
    ...Object.keys(keywordsOf(node)?.properties ?? {}),
  ]),
];

/** Refuses bases that describe one property differently: no shape or interface can extend both. */
export const refuseRivals = (set: SchemaSet, node: SchemaNode): void => {
  const [bases, found] = [basesOf(set, node), new Map<string, SchemaNode>()];
  if (bases.length < 2) return;
  for (const base of bases) {
    for (const name of propertyNames(set, base)) {
      const place = propertyPlace(set, base, name);
      const earlier = found.get(name);
      if (place === undefined) continue;
      const isRival = earlier !== undefined && keyOf(earlier) !== keyOf(place);
      if (isRival) refuseZod(node, `two bases that describe ${name} differently`, "allOf");
      found.set(name, place);
    }
  }
};

/** The places whose bases can be extended by their shapes. */
const sound = new WeakMap<SchemaSet, Set<string>>();

/** Refuses bases that their shapes don't express completely. */
const refuseBases = (set: SchemaSet, node: SchemaNode): void => {
  const known = sound.get(set) ?? new Set<string>();
  sound.set(set, known);
  if (known.has(keyOf(node))) return;
  for (const base of basesOf(set, node)) {
    const schema = keywordsOf(base) ?? {};
    refuseInexpressible(set, base, schema);
    if (hasAssertions(schema)) refuseZod(node, "a base with checks in addition to its properties", "allOf");
    refuseBases(set, base);
    if (!hasProperties(set, base)) refuseZod(node, "a base without properties", "allOf");
  }
  refuseRivals(set, node);
  known.add(keyOf(node));
};

/** The entries of an object's shape: by property, and one for each base. */
const shapeOf = (writer: PlaceWriter, node: SchemaNode, wanted: SchemaNode = node): ReadonlyMap<string, Code> => {
  const { set } = writer;
  const inherited = basesOf(set, node).flatMap((base): readonly (readonly [string, Code])[] =>
    writer.isRecursive(base)
      ? [...shapeOf(writer, base, wanted)]
      : [[`...${set.nameOf(base)}`, js`...${identifier(writer.nameOf(base))}.shape`]],
  );
  const own = Object.keys(keywordsOf(node)?.properties ?? {}).map((name): readonly [string, Code] => {
    const value = writer.partOf(childOf(node, "properties", name));
    const isRequired = requiresProperty(set, wanted, name);
    return [name, labelled(js`${propertyKey(name)}: `, isRequired ? value : chain(value, js`.exactOptional()`))];
  });
  return new Map([...inherited, ...own]);
};

/** The check of the other properties, as a method call. */
export const othersCheck = (
  writer: PlaceWriter,
  names: readonly string[],
  { patterns, additional: rest }: OtherPlaces,
): Code => {
  const rules = patterns.map((place) => {
    return group(js`[`, [meantRegex(patternOf(place)), writer.partOf(place)], js`]`);
  });
  const named = group(js`[`, names.map(textLiteral), js`]`);
  const other = rest === undefined ? js`z.unknown()` : writer.partOf(rest);
  return group(js`.superRefine(`, [helperCall("others", [named, group(js`[`, rules, js`]`), other])], js`)`);
};

/** The schema of the values of unnamed properties. */
const valuesOf = (writer: PlaceWriter, { patterns, additional: rest }: OtherPlaces): Code => {
  const described = [...patterns, ...(rest === undefined || rest.schema === false ? [] : [rest])].map(writer.partOf);
  return described.length === 1 ? described[0]! : group(js`z.union([`, described, js`])`);
};

/** An object with only unnamed properties. */
const recordOf = (writer: PlaceWriter, others: OtherPlaces): Code => {
  const { patterns, additional: rest } = others;
  if (patterns.length === 0 && rest?.schema === false) return helperCall("empty", []);
  const record = (values: Code): Code => group(js`z.record(`, [js`z.string()`, values], js`)`);
  if (patterns.length === 0) return record(rest === undefined ? js`z.unknown()` : writer.partOf(rest));
  const check = othersCheck(writer, [], others);
  return chain(record(rest === undefined ? js`z.unknown()` : valuesOf(writer, others)), check);
};

/** Writes an object with the checks that zod has methods for. */
const shapedOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code => {
  const { set } = writer;
  const others = otherPlaces(node);
  if (!hasProperties(set, node)) return recordOf(writer, others);
  refuseBases(set, node);
  const entries = [...shapeOf(writer, node).values()];
  if (others.patterns.length === 0 && others.additional === undefined)
    return tallGroup(js`${identifier("open")}({`, entries, js`})`);
  if (others.patterns.length === 0 && others.additional?.schema === false)
    return tallGroup(js`${identifier("closed")}({`, entries, js`})`);
  const names = Object.keys(schema.properties ?? {});
  const index = indexOf({ set, node, standing: apart, typeOf: (place, standing) => toType(set, place, standing) });
  if (index === "none") {
    return chain(tallGroup(js`z.looseObject({`, entries, js`})`), othersCheck(writer, names, others));
  }
  const value = chain(valuesOf(writer, others), ...(index === "optional" ? [js`.optional()`] : []));
  const object = helperCall("keyed", [tallGroup(js`{`, entries, js`}`), value]);
  return chain(object, othersCheck(writer, names, others));
};

/** Writes an object. */
export const objectOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code =>
  chain(shapedOf(writer, node, schema), ...assertionsOf(writer, node, schema, "object"));
