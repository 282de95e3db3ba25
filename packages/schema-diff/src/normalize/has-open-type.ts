import { type Fields, fieldsOf } from "@email-events/json-schema";
import { takesAnything } from "./annotations.ts";
import { atomsOfType } from "./type-atoms.ts";

/**
 * Whether the type that is emitted for the keywords of one place takes properties of any name. One that names some is
 * closed; one that says it is about objects and leaves their description to nothing beside it is open. Properties that
 * are allowed without a rule, as by `additionalProperties: true`, say as much as no word about them.
 */
export const hasOpenType = (fields: Fields): boolean => {
  const additional = fields.get("additionalProperties") ?? false;
  if (fields.has("patternProperties") || !(additional === false || takesAnything(additional))) return true;
  if ((fieldsOf(fields.get("properties"))?.size ?? 0) > 0) return false;
  if (fields.has("anyOf") || fields.has("oneOf")) return false;
  const isObject = fields.has("type") && atomsOfType(fields.get("type"))?.has("object") === true;
  if (fields.has("allOf")) return fields.has("required") && !isObject;
  return fields.has("required") || (isObject && !fields.has("$ref"));
};
