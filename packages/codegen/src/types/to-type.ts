import {
  keyOf,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { arrayType } from "./array-type.ts";
import { createStandingOf, ofItem, ofItemsFrom } from "./beside.ts";
import { intersectionOf, neverType, unionOf, unknownType } from "./combine-types.ts";
import { constantType, constantsOf } from "./constant-type.ts";
import { declarationDoc } from "./doc-of.ts";
import { isInterface } from "./is-interface.ts";
import { allKinds, declaredKinds, inAll, type Kind, kindOfType, kindsOf } from "./json-kinds.ts";
import { namedProperties, objectType } from "./object-type.ts";
import { alone, type Standing } from "./standing.ts";
import type { TypeDeclaration, TypeTree } from "./type-tree.ts";

const known = new WeakMap<SchemaSet, Map<string, TypeTree>>();

/** The type of a place. */
export const toType = (set: SchemaSet, node: SchemaNode, standing: Standing = alone): TypeTree => {
  const { kinds, around, beside, borrows, isInItems, looksBeside } = standing;
  const isAlone = kinds === allKinds && around.length === 0 && beside.length === 0;
  if (!isAlone) return typeIn(set, node, standing);
  const types = known.get(set) ?? new Map<string, TypeTree>();
  known.set(set, types);
  const key = `${borrows} ${isInItems} ${looksBeside} ${keyOf(node)}`;
  const type = types.get(key) ?? typeIn(set, node, standing);
  types.set(key, type);
  return type;
};

const typeIn = (set: SchemaSet, node: SchemaNode, standing: Standing): TypeTree => {
  const schema = keywordsOf(node);
  if (!schema) return neverType;
  const kinds = inAll([kindsOf(set, node), standing.kinds]);
  const below: Standing = { ...standing, kinds, around: [...standing.around, node] };
  const choices = (["anyOf", "oneOf"] as const)
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => unionOf(placesOf(node, keyword).map((branch) => toType(set, branch, below))));
  return intersectionOf([
    ...(schema.$ref === undefined ? [] : [referenceTo(set, node, schema.$ref)]),
    ...placesOf(node, "allOf").map((base) => toType(set, base, below)),
    ownType(set, node, schema, { ...standing, kinds }),
    ...choices,
  ]);
};

const referenceTo = (set: SchemaSet, node: SchemaNode, ref: string): TypeTree => {
  const target = set.resolve(node, ref);
  return { kind: "reference", name: set.nameOf(target), kinds: declaredKinds(set, target) };
};

/** Keywords that describe objects or arrays next to other schemas. */
const describing: { readonly [K in Kind]?: readonly (keyof SchemaObject)[] } = {
  object: ["properties", "patternProperties", "additionalProperties", "required"],
  array: ["prefixItems", "items", "minItems", "maxItems"],
};

/** The type of the own keywords of a place. */
const ownType = (set: SchemaSet, node: SchemaNode, schema: SchemaObject, standing: Standing): TypeTree => {
  const constants = constantsOf(schema);
  if (constants !== undefined) return constantType(constants);
  const { kinds } = standing;
  const named = schema.type === undefined ? allKinds : new Set([schema.type].flat().map(kindOfType));
  const own = [...named].filter((kind) => kinds.has(kind));
  const isDescribed = own.some((kind) => describing[kind]?.some((keyword) => schema[keyword] !== undefined));
  // A description of objects doesn't constrain a value of any kind.
  if (schema.type === undefined && (!isDescribed || own.length === allKinds.size)) return unknownType;
  const typeOf = (place: SchemaNode, at: Standing): TypeTree => toType(set, place, at);
  const ofKind = (kind: Kind): TypeTree => {
    if (kind === "array") return itemsType(set, node, standing);
    if (kind === "object") return objectType({ set, node, standing, typeOf });
    return { kind: "scalar", type: kind };
  };
  return unionOf(own.map(ofKind));
};

const itemsType = (set: SchemaSet, node: SchemaNode, standing: Standing): TypeTree => {
  const standingOf = createStandingOf(set, node, standing);
  return arrayType(node, (place, index, isRest) =>
    toType(set, place, standingOf(place, isRest ? ofItemsFrom(index) : ofItem(index))),
  );
};

/** The declaration of a declared place. */
export const toDeclaration = (set: SchemaSet, node: SchemaNode): TypeDeclaration => {
  const [name, doc] = [set.nameOf(node), declarationDoc(set, node)];
  const schema = keywordsOf(node);
  const standing: Standing = { ...alone, kinds: declaredKinds(set, node) };
  if (schema?.allOf === undefined || !isInterface(set, node)) {
    return { name, doc, type: toType(set, node, standing), bases: [] };
  }
  const bases = placesOf(node, "allOf").map((base) => set.nameOf(set.resolve(base, keywordsOf(base)?.$ref ?? "")));
  const typeOf = (place: SchemaNode, at: Standing): TypeTree => toType(set, place, at);
  const properties = namedProperties({ set, node, standing, typeOf });
  return { name, doc, type: { kind: "object", properties, others: undefined }, bases: [...new Set(bases)] };
};
