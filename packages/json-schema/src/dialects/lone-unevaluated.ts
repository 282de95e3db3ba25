import { isFields, type Rewrite } from "./rewrite.ts";

/** Keywords whose schemas evaluate parts of the same value. */
const inPlace = [
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "dependentSchemas",
  "dependencies",
] as const;

/**
 * What no keyword of the same schema describes is all that is unevaluated where no other schema applies to the same value.
 * The keyword for it is known to more tools, and zod schemas express it.
 *
 * @param beside keywords next to which the two differ
 */
const renamedIfAlone =
  (name: string, other: string, beside: readonly string[]): Rewrite =>
  (value, fields) => {
    const isSchema = typeof value === "boolean" || isFields(value);
    const isAlone = [...inPlace, other, ...beside].every((keyword) => !Object.hasOwn(fields, keyword));
    return [[isSchema && isAlone ? other : name, value]];
  };

export const loneUnevaluated = [
  ["unevaluatedProperties", renamedIfAlone("unevaluatedProperties", "additionalProperties", [])],
  ["unevaluatedItems", renamedIfAlone("unevaluatedItems", "items", ["additionalItems", "contains"])],
] as const;
