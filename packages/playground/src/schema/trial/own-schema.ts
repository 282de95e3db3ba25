import { definitionOf, ownMember, toSchema, type Schema } from "../schema-parts.ts";

const prefix = "#/$defs/";

/** The names of the definitions that a value refers to, at any depth. */
const namesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  const schema = toSchema(value);
  if (schema === undefined) return [];
  const { $ref: ref } = schema;
  const own = typeof ref === "string" && ref.startsWith(prefix) ? [ref.slice(prefix.length)] : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
};

/**
 * Returns the schema of one event out of that of a whole vocabulary: the definition that is meant for the event, with those
 * that it needs. The whole schema where several can be meant.
 */
export const ownSchema = (root: Schema, event: unknown): Schema => {
  const name = definitionOf(root, event);
  const own = name === undefined ? undefined : toSchema(ownMember(root["$defs"], name));
  if (own === undefined) return root;
  const needed = new Set<string>();
  const open = [...namesIn(own)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    open.push(...namesIn(ownMember(root["$defs"], next)));
  }
  const definitions = Object.entries(toSchema(root["$defs"]) ?? {}).filter(([one]) => needed.has(one));
  return {
    $schema: root["$schema"],
    title: name,
    ...own,
    ...(definitions.length > 0 && { $defs: Object.fromEntries(definitions) }),
  };
};
