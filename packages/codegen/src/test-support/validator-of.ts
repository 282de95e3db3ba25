import type { SchemaSetOptions } from "../schema/schema-set.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { type EmittedValidator, loadValidator } from "./load-validators.ts";
import { setOfOne } from "./schemas.ts";

/** The emitted validator of one schema. */
export const validatorOf = (schema: unknown, options?: SchemaSetOptions): EmittedValidator => {
  const set = setOfOne(schema, options);
  return loadValidator(emitValidators(set, "commonjs"), set.nameOf(set.roots[0]!));
};
