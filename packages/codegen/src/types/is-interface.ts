import { childOf, keyOf, keywordsOf, placesOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { narrows, propertyPlace } from "./narrows.ts";
import { saysNothing } from "./says-nothing.ts";

const unlikeInterface = ["$ref", "anyOf", "oneOf", "enum", "const", "patternProperties"] as const;

const known = new WeakMap<SchemaSet, Map<string, boolean>>();

/** Whether a place is a plain object with named properties, which an interface can extend. */
export const isInterface = (set: SchemaSet, node: SchemaNode): boolean => {
  const answers = known.get(set) ?? new Map<string, boolean>();
  known.set(set, answers);
  const answer = answers.get(keyOf(node)) ?? findOut(set, node);
  answers.set(keyOf(node), answer);
  return answer;
};

const findOut = (set: SchemaSet, node: SchemaNode): boolean => {
  const schema = keywordsOf(node);
  if (schema?.type !== "object") return false;
  if (unlikeInterface.some((keyword) => schema[keyword] !== undefined)) return false;
  if (!placesOf(node, "additionalProperties").every(saysNothing)) return false;
  if (schema.properties === undefined && schema.allOf === undefined) return false;
  return placesOf(node, "allOf").every((base) => {
    const ref = keywordsOf(base)?.$ref;
    return ref !== undefined && isInterface(set, set.resolve(base, ref)) && narrowsAll(set, node, base);
  });
};

/** `extends` only allows to redeclare a property if that narrows it. */
const narrowsAll = (set: SchemaSet, node: SchemaNode, base: SchemaNode): boolean =>
  Object.keys(keywordsOf(node)?.properties ?? {}).every((name) => {
    const earlier = propertyPlace(set, base, name);
    return earlier === undefined || narrows(set, childOf(node, "properties", name), earlier);
  });
