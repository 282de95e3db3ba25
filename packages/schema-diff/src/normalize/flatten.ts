import { definitionKeywords, dialectNamed, type Fields, fieldsOf, stableText } from "@email-events/json-schema";
import { isAnnotation } from "./annotations.ts";
import { dynamicDigest } from "./dynamic-digest.ts";
import { hasOpenType } from "./has-open-type.ts";
import { meaningKey } from "./meaning-key.ts";
import { canTry } from "./pattern.ts";
import { keywordGroups } from "./read-keyword-groups.ts";
import { simpleKeywords } from "./read-simple-keywords.ts";
import { type Place, placeBelow, placeKey } from "./schema-folder.ts";
import { emptyBuilder, noteSource, type ShapeBuilder } from "./shape-builder.ts";
import { intersect, type Meaning, meaningOf, type Shape } from "./shape.ts";
import { allAtoms, atomOf, atomsOfType, type TypeAtom } from "./type-atoms.ts";
import type { Budget } from "../prove/budget.ts";

/** Computes the shape of a meaning. */
export type Flatten = (meaning: Meaning) => Shape;

const isSilent = (keyword: string): boolean =>
  isAnnotation(keyword) || definitionKeywords.has(keyword) || keyword === "$dynamicAnchor";

const grouped: ReadonlySet<string> = new Set(keywordGroups.flatMap((group) => group.keywords));

/** Keywords that one of the two drafts lacks, so that validators may ignore or reject them there. */
const legacyOnly: ReadonlySet<string> = new Set(["dependencies", "additionalItems"]);
const modernOnly: ReadonlySet<string> = new Set([
  "prefixItems",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "unevaluatedItems",
  "minContains",
  "maxContains",
]);

const addOpaque = (builder: ShapeBuilder, place: Place, keyword: string, value: unknown): void => {
  const dynamic = keyword === "$dynamicRef" || keyword === "$recursiveRef";
  const scope = dynamic ? dynamicDigest(place.folder) : "";
  builder.opaque.set(`${keyword}: ${stableText(value)}${scope}`, keyword);
  noteSource(builder, keyword, placeBelow(place, value, keyword));
};

/** Adds a place that can't be compared as a whole, whatever its keywords. */
const addOpaqueSchema = (builder: ShapeBuilder, place: Place, problem: string, value: unknown): void => {
  builder.opaque.set(`${problem}: ${stableText(value)}`, problem);
  noteSource(builder, problem, place);
};

const readKeyword = (builder: ShapeBuilder, place: Place, keyword: string, value: unknown): boolean => {
  if (keyword === "$schema") return dialectNamed(value) !== undefined;
  if (isSilent(keyword)) return true;
  if ((place.folder.isLegacy(place) ? modernOnly : legacyOnly).has(keyword)) return false;
  if (keyword === "$ref") {
    const target = typeof value === "string" ? place.folder.resolve(place, value) : undefined;
    if (target) builder.absorb(target);
    return target !== undefined;
  }
  if (grouped.has(keyword)) return true;
  return simpleKeywords.get(keyword)?.(builder, value, placeBelow(place, value, keyword)) ?? false;
};

const readFields = (builder: ShapeBuilder, place: Place, fields: Fields): void => {
  const hidden = place.folder.isLegacy(place) && fields.has("$ref");
  const visible: Fields = hidden ? new Map([["$ref", fields.get("$ref")]]) : fields;
  const refused = [...visible].filter(([keyword, value]) => !readKeyword(builder, place, keyword, value));
  for (const [keyword, value] of refused) addOpaque(builder, place, keyword, value);
  const understood: Fields = new Map([...visible].filter(([keyword]) => !refused.some(([name]) => name === keyword)));
  builder.typeIsOpen ||= hasOpenType(visible);
  for (const group of keywordGroups) {
    const present = group.keywords.filter((keyword) => understood.has(keyword));
    if (present.length === 0 || group.read(builder, place, understood)) continue;
    for (const keyword of present) addOpaque(builder, place, keyword, understood.get(keyword));
  }
};

const absorbNot = (builder: ShapeBuilder, place: Place): void => {
  const fields = fieldsOf(place.schema);
  const [only, ...more] = fields?.keys() ?? [];
  noteSource(builder, `none/${placeKey(place)}`, place);
  if (place.schema === true || fields?.size === 0) builder.types = new Set();
  if (place.schema === true || place.schema === false || fields?.size === 0) return;
  if (only === "not" && more.length === 0) return builder.absorb(placeBelow(place, fields?.get("not"), "not"));
  const refused = only === "type" && more.length === 0 ? atomsOfType(fields?.get("type")) : undefined;
  if (refused) builder.types = new Set([...builder.types].filter((atom) => !refused.has(atom)));
  else builder.none.push(place);
};

const createBuilder = ({ spend }: Budget): ShapeBuilder => {
  const done = new Set<string>();
  const open = new Set<string>();
  const builder = emptyBuilder({
    canTry,
    absorbNot: (place) => absorbNot(builder, place),
    absorb: (place) => {
      const key = placeKey(place);
      // A schema that contains itself without an object or array in between has no meaning.
      if (open.has(key)) addOpaqueSchema(builder, place, "circle", key);
      if (done.has(key) || open.has(key)) return;
      open.add(key);
      const fields = fieldsOf(place.schema);
      spend(3 + 3 * (fields?.size ?? 0));
      if (fields) readFields(builder, place, fields);
      else if (place.schema === false) builder.types = new Set();
      else if (place.schema !== true) addOpaqueSchema(builder, place, "schema", place.schema);
      if (place.schema === false) noteSource(builder, "type", place);
      open.delete(key);
      done.add(key);
    },
  });
  return builder;
};

/** Makes a flattener that caches shapes. */
export const createFlatten = (budget: Budget): Flatten => {
  const shapes = new Map<string, Shape>();
  const typesInProgress = new Set<string>();
  let isProvisional = false;

  const typesOf = (place: Place): ReadonlySet<TypeAtom> => {
    const key = placeKey(place);
    if (typesInProgress.has(key)) {
      isProvisional = true;
      return allAtoms;
    }
    typesInProgress.add(key);
    const { types } = flatten(meaningOf(place));
    typesInProgress.delete(key);
    return types;
  };

  const build = (meaning: Meaning): Shape => {
    const builder = createBuilder(budget);
    for (const place of meaning.all) builder.absorb(place);
    for (const place of meaning.none) builder.absorbNot(place);
    if (meaning.types) builder.types = intersect(builder.types, meaning.types);
    const unions = builder.unions.filter((union) => !meaning.decided.has(union.key));
    budget.spend(builder.unions.reduce((sum, { branches }) => sum + branches.length, 0));
    for (const { kind, places } of unions) {
      if (kind !== "if")
        builder.types = intersect(builder.types, new Set(places.flatMap((place) => [...typesOf(place)])));
    }
    if (builder.values) builder.types = intersect(builder.types, new Set(builder.values.map(atomOf)));
    const { types } = builder;
    const values = builder.values?.filter((value) => types.has(atomOf(value)));
    return { ...builder, types, values, unions };
  };

  const flatten: Flatten = (meaning) => {
    const key = meaningKey(meaning);
    budget.spend(1 + meaning.all.length + meaning.none.length + meaning.decided.size);
    const known = shapes.get(key);
    if (known) return known;
    if (typesInProgress.size === 0) isProvisional = false;
    const shape = build(meaning);
    // A shape that is built while its own types are computed is not final.
    if (typesInProgress.size === 0 || !isProvisional) shapes.set(key, shape);
    return shape;
  };
  return flatten;
};
