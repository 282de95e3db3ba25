import { childOf, keywordsOf, placesOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { createStandingOf, ofName, ofOthers } from "./beside.ts";
import { anyObject, neverType, unionOf, unknownType } from "./combine-types.ts";
import { docOf, indexDoc } from "./doc-of.ts";
import { describedNames, describesProperties, propertyPlace, requiresProperty } from "./narrows.ts";
import { matchesName, otherPlaces, patternOf, takesEveryName } from "./other-places.ts";
import { printType } from "./print-type.ts";
import type { Standing } from "./standing.ts";
import { type ObjectType, type PropertyType, sizeOf, type TypeTree } from "./type-tree.ts";

/** Returns the type of a place, see `toType`. */
export type TypeOf = (place: SchemaNode, standing: Standing) => TypeTree;

/** A place that describes objects. */
export interface Describing {
  readonly set: SchemaSet;
  readonly node: SchemaNode;
  readonly standing: Standing;
  readonly typeOf: TypeOf;
}

/** A larger type isn't repeated where a property is only required. */
const mostRepeated = 20;

/** The places that describe an unnamed property. */
const unnamedPlaces = (node: SchemaNode, name: string): readonly SchemaNode[] => {
  const { patterns, additional } = otherPlaces(node);
  const matching = patterns.filter((place) => matchesName(place, name));
  return matching.length > 0 || additional === undefined ? matching : [additional];
};

/** Whether all branches of a choice have a property in their types, given that it is required. */
const isSaidInBranches = (set: SchemaSet, node: SchemaNode, name: string): boolean =>
  (["anyOf", "oneOf"] as const).some((keyword) => {
    const branches = placesOf(node, keyword);
    const isSaid = (branch: SchemaNode): boolean => {
      const { properties = {}, $ref } = keywordsOf(branch) ?? {};
      if (Object.hasOwn(properties, name)) return true;
      return $ref !== undefined && requiresProperty(set, set.resolve(branch, $ref), name);
    };
    return branches.length > 0 && branches.every(isSaid);
  });

/** The type of a required property without a description; `undefined` if the type has the property already. */
const requiredType = ({ set, node, standing, typeOf }: Describing, name: string): TypeTree | undefined => {
  const standingOf = createStandingOf(set, node, standing);
  const [unnamed, ...more] = unnamedPlaces(node, name);
  if (unnamed && more.length === 0) return typeOf(unnamed, standingOf(unnamed, ofName(name)));
  const places = [node, ...standing.around.toReversed()];
  if (places.some((place) => isSaidInBranches(set, place, name))) return undefined;
  const described = [...places, ...standing.beside]
    .map((place) => propertyPlace(set, place, name))
    .find((place) => place !== undefined);
  if (!described || !standing.borrows) return unknownType;
  const type = typeOf(described, { ...standingOf(described, ofName(name)), borrows: false });
  return sizeOf(type) > mostRepeated ? unknownType : type;
};

const isRequired = ({ set, node, standing }: Describing, name: string): boolean =>
  [node, ...standing.around, ...standing.beside].some((place) => requiresProperty(set, place, name));

/** Whether a schema around a place has a required property already. */
const isSaidAround = ({ set, standing }: Describing, name: string): boolean =>
  standing.around.some((place) => {
    const { properties = {}, required = [] } = keywordsOf(place) ?? {};
    return required.includes(name) || (Object.hasOwn(properties, name) && requiresProperty(set, place, name));
  });

/** Whether a declared base has the property, not optional. */
const isSaidByBase = ({ set, node }: Describing, name: string): boolean =>
  [node, ...placesOf(node, "allOf")].some((place) => {
    const ref = keywordsOf(place)?.$ref;
    return ref !== undefined && requiresProperty(set, set.resolve(place, ref), name);
  });

/** The named properties of a place: described ones, and those that are only required. */
export const namedProperties = (describing: Describing): readonly PropertyType[] => {
  const { set, node, standing, typeOf } = describing;
  const { properties = {}, required = [] } = keywordsOf(node) ?? {};
  const standingOf = createStandingOf(set, node, standing);
  const described = Object.keys(properties).map((name) => {
    const place = childOf(node, "properties", name);
    const type = typeOf(place, standingOf(place, ofName(name)));
    return { name, isOptional: !isRequired(describing, name), type, doc: docOf(set, place) };
  });
  const undescribed = [...new Set(required)].flatMap((name): readonly PropertyType[] => {
    const isSaid = Object.hasOwn(properties, name) || isSaidAround(describing, name) || isSaidByBase(describing, name);
    if (isSaid) return [];
    const type = requiredType(describing, name);
    return type === undefined ? [] : [{ name, isOptional: false, type, doc: undefined }];
  });
  return [...described, ...undescribed];
};

const membersOf = (type: TypeTree): readonly TypeTree[] => (type.kind === "union" ? type.members : [type]);

/** Whether one type certainly includes another, by text. */
const covers = (wide: TypeTree, type: TypeTree): boolean =>
  printType(unionOf([wide, type])).text === printType(wide).text;

const undefinedType: TypeTree = { kind: "scalar", type: "undefined" };

/** An index signature also covers the named properties, including missing ones. */
const indexed = (type: TypeTree, properties: readonly PropertyType[]): TypeTree | undefined => {
  if (!properties.every((property) => covers(type, property.type))) return undefined;
  const hasOptional = type.kind !== "unknown" && properties.some(({ isOptional }) => isOptional);
  return hasOptional ? { kind: "union", members: [...membersOf(type), undefinedType] } : type;
};

const anything: ObjectType["others"] = { type: unknownType, doc: undefined };

/** Used where an index signature can't be combined with the named properties. */
const widened: ObjectType["others"] = {
  type: unknownType,
  doc: "Not in the type: the schemas of unnamed properties.",
};

/** Whether a type knows each property that is described beside it, where that matters. */
const isComplete = ({ set, standing }: Describing, properties: readonly PropertyType[]): boolean => {
  if (!standing.isInItems || standing.beside.length === 0) return true;
  const known = new Set(properties.map(({ name }) => name));
  return standing.beside.every((place) => [...describedNames(set, place)].every((name) => known.has(name)));
};

/** The type of unnamed properties; `undefined` if there are none, or types leave them out. */
const otherProperties = (describing: Describing, properties: readonly PropertyType[]): ObjectType["others"] => {
  const { set, node, standing, typeOf } = describing;
  const { patterns, additional } = otherPlaces(node);
  const isClosed = additional?.schema === false;
  if (patterns.length === 0 && additional === undefined) {
    if (!isComplete(describing, properties)) return anything;
    const places = [node, ...standing.around, ...standing.beside];
    return places.some((place) => describesProperties(set, place)) ? undefined : anything;
  }
  if (isClosed && patterns.length === 0) {
    return properties.length > 0 ? undefined : { type: neverType, doc: undefined };
  }
  // Other properties are allowed too, and names that match a pattern can't be expressed.
  if (additional === undefined) return widened;
  const described = [...patterns, ...(isClosed ? [] : [additional])];
  const standingOf = createStandingOf(set, node, standing);
  const types = described.map((place) => typeOf(place, standingOf(place, ofOthers(node, place))));
  const type = indexed(unionOf(types), properties);
  if (type === undefined) return widened;
  // An index signature allows any name.
  const names = isClosed ? patterns.map(patternOf).filter((pattern) => !takesEveryName(pattern)) : [];
  return { type, doc: indexDoc(set, described, names) };
};

/** Whether a place has an index signature next to named properties, and whether it covers missing ones. */
export const indexOf = (describing: Describing): "none" | "present" | "optional" => {
  const others = otherProperties(describing, namedProperties(describing));
  if (others === undefined || others.type.kind === "unknown") return "none";
  return membersOf(others.type).includes(undefinedType) ? "optional" : "present";
};

/** The type of the objects that a place describes. */
export const objectType = (describing: Describing): TypeTree => {
  const properties = namedProperties(describing);
  const others = otherProperties(describing, properties);
  // Properties are named beside it, in a type with which TypeScript merges this one: an open type would open that.
  if (properties.length === 0 && others === undefined && describing.standing.beside.length > 0) return anyObject;
  // Without properties, the type must still be an object: \`{}\` would allow other values.
  return { kind: "object", properties, others: properties.length === 0 ? (others ?? anything) : others };
};
