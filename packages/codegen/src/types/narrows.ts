import {
  annotations,
  childOf,
  keyOf,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";

const demandsOf = (schema: SchemaObject): readonly string[] =>
  Object.keys(schema).filter((keyword) => !annotations.has(keyword));

/** The target of a place that is only a reference, transitively. */
const target = (set: SchemaSet, node: SchemaNode): SchemaNode => {
  const schema = keywordsOf(node);
  if (schema?.$ref === undefined || demandsOf(schema).length > 1) return node;
  return target(set, set.resolve(node, schema.$ref));
};

const inheritedBy = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] => {
  const ref = keywordsOf(node)?.$ref;
  return [...placesOf(node, "allOf"), ...(ref === undefined ? [] : [set.resolve(node, ref)])];
};

/** A place and its bases, transitively, each once. */
export function* basesOf(set: SchemaSet, node: SchemaNode, seen = new Set<string>()): Generator<SchemaNode> {
  if (seen.has(keyOf(node))) return;
  seen.add(keyOf(node));
  yield node;
  for (const base of inheritedBy(set, node)) yield* basesOf(set, base, seen);
}

/** Whether a place is based on another. */
const includes = (set: SchemaSet, node: SchemaNode, base: SchemaNode): boolean => {
  for (const place of basesOf(set, node)) if (keyOf(place) === keyOf(base)) return true;
  return false;
};

const constantsOf = ({ const: constant, enum: values }: SchemaObject): readonly unknown[] | undefined =>
  constant === undefined ? values : [constant];

/** Whether a plain type or list of constants allows every constant of a place. */
const isAmong = (schema: SchemaObject, base: SchemaObject): boolean => {
  const [demand, ...others] = demandsOf(base);
  const constants = constantsOf(schema);
  if (constants === undefined || others.length > 0) return false;
  // typeof null and typeof [] are "object" too.
  if (demand === "type") return constants.every((value) => typeof value !== "object" && typeof value === base.type);
  const taken = new Set(constantsOf(base));
  return constants.every((value) => taken.has(value));
};

/** Whether a redeclared property certainly only allows what its base declaration allows. */
export const narrows = (set: SchemaSet, node: SchemaNode, base: SchemaNode): boolean => {
  const [schema, earlier] = [keywordsOf(node), keywordsOf(target(set, base))];
  if (!schema || !earlier) return false;
  if (demandsOf(earlier).length === 0) return true;
  return includes(set, node, target(set, base)) || isAmong(schema, earlier);
};

/** The place that describes a property, in an object schema or its bases. */
export const propertyPlace = (set: SchemaSet, node: SchemaNode, name: string): SchemaNode | undefined => {
  for (const place of basesOf(set, node)) {
    const properties = keywordsOf(place)?.properties;
    if (properties && Object.hasOwn(properties, name)) return childOf(place, "properties", name);
  }
  return undefined;
};

const requiredNames = new WeakMap<SchemaSet, Map<string, ReadonlySet<string>>>();

const requiredBy = (set: SchemaSet, node: SchemaNode): ReadonlySet<string> => {
  const found = requiredNames.get(set) ?? new Map<string, ReadonlySet<string>>();
  requiredNames.set(set, found);
  const names = found.get(keyOf(node)) ?? namesRequired(set, node);
  found.set(keyOf(node), names);
  return names;
};

const namesRequired = (set: SchemaSet, node: SchemaNode): ReadonlySet<string> =>
  new Set([...basesOf(set, node)].flatMap((place) => keywordsOf(place)?.required ?? []));

/** Whether an object schema or one of its bases requires a property. */
export const requiresProperty = (set: SchemaSet, node: SchemaNode, name: string): boolean =>
  requiredBy(set, node).has(name);

/** The names of the properties that an object schema, one of its bases or branches describes. */
export function* describedNames(set: SchemaSet, node: SchemaNode): Generator<string> {
  for (const place of basesOf(set, node)) {
    const branches = (["anyOf", "oneOf"] as const).flatMap((keyword) => placesOf(place, keyword));
    const described = branches.flatMap((branch) => [...basesOf(set, branch)]);
    for (const one of [place, ...described]) yield* Object.keys(keywordsOf(one)?.properties ?? {});
  }
}

/** Whether an object schema, one of its bases or branches describes a property by name. */
export const describesProperties = (set: SchemaSet, node: SchemaNode): boolean =>
  describedNames(set, node).next().done === false;
