import { keyOf, type SchemaNode, type SchemaObject } from "../schema/json-schema.ts";
import { annotations } from "../schema/keywords.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { placesOf } from "../schema/children.ts";

const demandsOf = (schema: SchemaObject): readonly string[] =>
  Object.keys(schema).filter((keyword) => !annotations.has(keyword));

/** Where the references of a place lead that demands nothing else. */
const target = (set: SchemaSet, node: SchemaNode): SchemaNode => {
  const schema = keywordsOf(node);
  if (schema?.$ref === undefined || demandsOf(schema).length > 1) return node;
  return target(set, set.resolve(node, schema.$ref));
};

/** Whether a place demands all that another does, because it refers to it. */
const includes = (set: SchemaSet, node: SchemaNode, base: SchemaNode): boolean => {
  if (keyOf(node) === keyOf(base)) return true;
  const ref = keywordsOf(node)?.$ref;
  const inherited = [...placesOf(node, "allOf"), ...(ref === undefined ? [] : [set.resolve(node, ref)])];
  return inherited.some((place) => includes(set, place, base));
};

const constantsOf = ({ const: constant, enum: values }: SchemaObject): readonly unknown[] | undefined =>
  constant === undefined ? values : [constant];

/** Whether every constant of a place is one that a plain type or list of constants takes. */
const isAmong = (schema: SchemaObject, base: SchemaObject): boolean => {
  const [demand, ...others] = demandsOf(base);
  const constants = constantsOf(schema);
  if (constants === undefined || others.length > 0) return false;
  // Of null and of lists, typeof says "object" as well.
  if (demand === "type") return constants.every((value) => typeof value !== "object" && typeof value === base.type);
  const taken = new Set(constantsOf(base));
  return constants.every((value) => taken.has(value));
};

/** Whether a property that is described anew takes only what its earlier description takes, as far as can be told. */
export const narrows = (set: SchemaSet, node: SchemaNode, base: SchemaNode): boolean => {
  const [schema, earlier] = [keywordsOf(node), keywordsOf(target(set, base))];
  if (!schema || !earlier) return false;
  if (demandsOf(earlier).length === 0) return true;
  return includes(set, node, target(set, base)) || isAmong(schema, earlier);
};

/** The place that describes a property, in an object schema or in those it is based on. */
export const propertyPlace = (set: SchemaSet, node: SchemaNode, name: string): SchemaNode | undefined => {
  const schema = keywordsOf(node);
  if (schema?.properties && Object.hasOwn(schema.properties, name)) return childOf(node, "properties", name);
  const ref = schema?.$ref;
  const inherited = [...placesOf(node, "allOf"), ...(ref === undefined ? [] : [set.resolve(node, ref)])];
  for (const place of inherited) {
    const found = propertyPlace(set, place, name);
    if (found) return found;
  }
  return undefined;
};

/** Whether an object schema, or one that it is based on, requires a property. */
export const requiresProperty = (set: SchemaSet, node: SchemaNode, name: string): boolean => {
  const { $ref, required } = keywordsOf(node) ?? {};
  const inherited = [...placesOf(node, "allOf"), ...($ref === undefined ? [] : [set.resolve(node, $ref)])];
  return required?.includes(name) === true || inherited.some((place) => requiresProperty(set, place, name));
};
