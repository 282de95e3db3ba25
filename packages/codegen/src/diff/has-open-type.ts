import { type Fields, fieldsOf } from "./applicators.ts";
import { atomsOfType } from "./type-atoms.ts";

/**
 * Whether the type that is emitted for the keywords of one place takes properties of any name. One that names some is
 * closed; one that says it is about objects and leaves their description to nothing beside it is open.
 */
export const hasOpenType = (fields: Fields): boolean => {
  const additional = fields.get("additionalProperties") ?? false;
  if (fields.has("patternProperties") || additional !== false) return true;
  if ((fieldsOf(fields.get("properties"))?.size ?? 0) > 0) return false;
  if (fields.has("anyOf") || fields.has("oneOf")) return false;
  const isObject = fields.has("type") && atomsOfType(fields.get("type"))?.has("object") === true;
  if (fields.has("allOf")) return fields.has("required") && !isObject;
  return fields.has("required") || (isObject && !fields.has("$ref"));
};
