import { type SchemaSetOptions, setOfOne } from "@email-events/json-schema/testing";
import { emitValidators } from "../validators/emit-validators.ts";
import { type EmittedValidator, loadValidator } from "./load-validators.ts";

/** The emitted validator of one schema. */
export const validatorOf = (schema: unknown, options?: SchemaSetOptions): EmittedValidator => {
  const set = setOfOne(schema, options);
  return loadValidator(emitValidators(set, "commonjs"), set.nameOf(set.roots[0]!));
};
