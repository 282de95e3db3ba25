import { isRecord } from "./mutated-events.ts";

/** A place in an event, and whether it is optional. */
export interface Place {
  readonly path: readonly string[];
  readonly isOptional: boolean;
  /** Whether it can be a string. */
  readonly takesText: boolean;
}

const isTextual = ({ type }: Record<string, unknown>): boolean =>
  type === "string" || (Array.isArray(type) && type.includes("string"));

const listAt = (schema: Record<string, unknown>, keyword: string): readonly unknown[] => {
  const list = schema[keyword];
  return Array.isArray(list) ? list : [];
};

/** A schema and all schemas that it references or combines. */
const partsOf = (schema: unknown, root: Record<string, unknown>): readonly Record<string, unknown>[] => {
  if (!isRecord(schema)) return [];
  const { $ref } = schema;
  const referred =
    typeof $ref === "string"
      ? $ref
          .split("/")
          .slice(1)
          .reduce<unknown>((above, name) => (isRecord(above) ? above[name] : undefined), root)
      : undefined;
  if (typeof $ref === "string" && !isRecord(referred)) throw new Error(`${$ref} can't be resolved`);
  const below = [...(referred === undefined ? [] : [referred]), ...listAt(schema, "allOf"), ...listAt(schema, "anyOf")];
  return [schema, ...below.flatMap((part) => partsOf(part, root))];
};

/** Every named place of a self-contained schema, at any depth, once. */
export const placesOf = (root: Record<string, unknown>, schema: unknown = root): readonly Place[] => {
  const parts = partsOf(schema, root);
  const required = new Set(parts.flatMap((part) => listAt(part, "required")));
  const described = new Map<string, Record<string, unknown>[]>();
  for (const { properties } of parts) {
    if (!isRecord(properties)) continue;
    for (const [name, property] of Object.entries(properties)) {
      if (isRecord(property)) described.set(name, [...(described.get(name) ?? []), property]);
    }
  }
  return [...described].flatMap(([name, properties]) => [
    {
      path: [name],
      isOptional: !required.has(name),
      takesText: properties.some((property) => partsOf(property, root).some(isTextual)),
    },
    ...placesOf(root, { allOf: properties }).map((place) => ({ ...place, path: [name, ...place.path] })),
  ]);
};
