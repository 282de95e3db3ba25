import {
  arrayShape,
  childOf,
  keyOf,
  keywordsOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { inAll, kindsOf } from "./json-kinds.ts";
import { basesOf } from "./narrows.ts";
import { matchesName, otherPlaces, patternOf, takesEveryName } from "./other-places.ts";
import { remembered } from "./remembered.ts";
import { alone, type Standing } from "./standing.ts";

/** The places that certainly describe a part of an object or array, among those in one schema of it. */
type PartIn = (place: SchemaNode) => readonly SchemaNode[];

const propertiesOf = (place: SchemaNode): NonNullable<SchemaObject["properties"]> =>
  keywordsOf(place)?.properties ?? {};

/** The property of a name. */
export const ofName =
  (name: string): PartIn =>
  (place) => {
    const { patterns, additional } = otherPlaces(place);
    const own = Object.hasOwn(propertiesOf(place), name) ? [childOf(place, "properties", name)] : [];
    const named = [...own, ...patterns.filter((pattern) => matchesName(pattern, name))];
    return named.length > 0 || additional === undefined ? named : [additional];
  };

/** Every property that a schema below `patternProperties` or `additionalProperties` describes in its own place. */
export const ofOthers = (node: SchemaNode, child: SchemaNode): PartIn => {
  const own = propertiesOf(node);
  const isPattern = otherPlaces(node).patterns.some((place) => keyOf(place) === keyOf(child));
  const isElsewhere = (name: string): boolean => (isPattern ? !matchesName(child, name) : Object.hasOwn(own, name));
  return (place) => {
    const { patterns, additional } = otherPlaces(place);
    const same = patterns.filter(
      (pattern) => takesEveryName(patternOf(pattern)) || (isPattern && patternOf(pattern) === patternOf(child)),
    );
    const isRest = patterns.length === 0 && Object.keys(propertiesOf(place)).every(isElsewhere);
    return additional !== undefined && isRest ? [additional] : same;
  };
};

const itemsOf = remembered(arrayShape);

const itemKeys = remembered((node): ReadonlySet<string> => {
  const { first, rest } = itemsOf(node);
  return new Set([...first, ...(rest ? [rest] : [])].map(keyOf));
});

/** Whether a place is in `items` and the like of another. */
const isItem = (node: SchemaNode, child: SchemaNode): boolean => itemKeys(node).has(keyOf(child));

/** The item at a position. */
export const ofItem =
  (index: number): PartIn =>
  (place) => {
    const { first, rest } = itemsOf(place);
    const item = first[index] ?? rest;
    return item === undefined ? [] : [item];
  };

/** Every item from a position on. */
export const ofItemsFrom =
  (index: number): PartIn =>
  (place) => {
    const { first, rest } = itemsOf(place);
    return rest === undefined || first.length > index ? [] : [rest];
  };

/** Returns the context of a part of an object or array. */
export type StandingOf = (child: SchemaNode, partIn: PartIn) => Standing;

/** Finds the schemas beside the parts of a place: those in its bases, and in the schemas that describe the same value. */
export const createStandingOf = (set: SchemaSet, node: SchemaNode, standing: Standing): StandingOf => {
  const { around, beside, borrows, isInItems, looksBeside } = standing;
  const plain: Standing = { ...alone, borrows, isInItems, looksBeside };
  if (!looksBeside) return () => plain;
  const seen = new Set<string>();
  const schemas = [node, ...around, ...beside].flatMap((place) => [...basesOf(set, place, seen)]);
  return (child, partIn) => {
    const found = new Map(schemas.flatMap(partIn).map((place) => [keyOf(place), place]));
    found.delete(keyOf(child));
    const others = [...found.values()];
    if (others.length === 0) return plain;
    const kinds = inAll(others.map((place) => kindsOf(set, place)));
    return { ...plain, beside: others, kinds, isInItems: isInItems || isItem(node, child) };
  };
};
