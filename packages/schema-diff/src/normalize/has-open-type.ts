import { type Fields, fieldsOf } from "@email-events/json-schema";
import { takesAnything } from "./annotations.ts";
import { atomsOfType } from "./type-atoms.ts";

/**
 * Whether the type that is generated for the keywords of one place allows properties of any name. A type with named
 * properties is closed. An object type without described properties is open. `additionalProperties: true` counts like
 * no keyword; with a description, such properties are intended, and are in the type.
 */
export const hasOpenType = (fields: Fields): boolean => {
  const additional = fields.get("additionalProperties") ?? false;
  const isIntended = !takesAnything(additional) || fieldsOf(additional)?.has("description") === true;
  if (fields.has("patternProperties") || (additional !== false && isIntended)) return true;
  if ((fieldsOf(fields.get("properties"))?.size ?? 0) > 0) return false;
  if (fields.has("anyOf") || fields.has("oneOf")) return false;
  const isObject = fields.has("type") && atomsOfType(fields.get("type"))?.has("object") === true;
  if (fields.has("allOf")) return fields.has("required") && !isObject;
  return fields.has("required") || (isObject && !fields.has("$ref"));
};
