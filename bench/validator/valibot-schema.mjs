import * as v from "valibot";

/** Builds a valibot schema for a bundled schema, with the keywords that our schemas use. */
export const toValibot = (bundle) => {
  const known = new Map();

  const stringOf = (schema) => {
    const checks = [
      ...(schema.minLength === undefined ? [] : [v.minLength(schema.minLength)]),
      ...(schema.maxLength === undefined ? [] : [v.maxLength(schema.maxLength)]),
      ...(schema.pattern === undefined ? [] : [v.regex(new RegExp(schema.pattern, "u"))]),
      ...(schema.format === "uuid" ? [v.uuid()] : []),
      ...(schema.format === "date-time" ? [v.isoTimestamp()] : []),
    ];
    return checks.length > 0 ? v.pipe(v.string(), ...checks) : v.string();
  };

  const objectOf = (schema) => {
    const required = new Set(schema.required);
    const entries = Object.entries(schema.properties ?? {}).map(([name, below]) => {
      const value = toSchema(below);
      return [name, required.has(name) ? value : v.optional(value)];
    });
    if (entries.length === 0 && schema.additionalProperties) {
      return v.record(v.string(), toSchema(schema.additionalProperties));
    }
    return v.looseObject(Object.fromEntries(entries));
  };

  const byType = {
    string: stringOf,
    object: objectOf,
    number: () => v.number(),
    integer: (schema) =>
      v.pipe(v.number(), v.integer(), v.minValue(schema.minimum ?? -Infinity), v.maxValue(schema.maximum ?? Infinity)),
    boolean: () => v.boolean(),
    null: () => v.null(),
    array: (schema) => v.pipe(v.array(toSchema(schema.items ?? true)), v.maxLength(schema.maxItems ?? Infinity)),
  };

  const partsOf = (schema) => {
    if (schema.const !== undefined) return [v.literal(schema.const)];
    if (schema.enum) return [v.picklist(schema.enum)];
    const types = [schema.type ?? []].flat();
    return [
      ...(schema.$ref ? [definition(schema.$ref.split("/").at(-1))] : []),
      ...(schema.allOf ?? []).map(toSchema),
      ...(types.length > 0
        ? [types.length === 1 ? byType[types[0]](schema) : v.union(types.map((t) => byType[t](schema)))]
        : []),
      ...(schema.anyOf ? [v.union(schema.anyOf.map(toSchema))] : []),
      ...(schema.oneOf ? [v.union(schema.oneOf.map(toSchema))] : []),
    ];
  };

  const definition = (name) => {
    if (!known.has(name)) known.set(name, toSchema(bundle.$defs[name]));
    return known.get(name);
  };

  const toSchema = (schema) => {
    if (schema === true) return v.unknown();
    const parts = partsOf(schema);
    if (parts.length === 0) return v.unknown();
    return parts.length === 1 ? parts[0] : v.intersect(parts);
  };

  return toSchema(bundle);
};
