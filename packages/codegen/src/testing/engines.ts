import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";

/** Whether a value is valid; `undefined` where the engine itself fails. */
export type Validate = (value: unknown) => boolean | undefined;

/** One schema compiled by the two engines that generated validators are compared with. */
export interface Engines {
  readonly ajv: Validate;
  readonly hyperjump: Validate;
}

// ajv 8 breaks on some schemas with unevaluated keywords inside references, while it compiles or while it runs.
const unlessBroken = <Result>(run: () => Result): Result | undefined => {
  try {
    return run();
  } catch {
    return undefined;
  }
};

let count = 0;

type Schema = Readonly<Record<string, unknown>>;

/** Compiles a self-contained schema in ajv. `format` is an annotation. */
export const compileAjv = (schema: Schema): Validate => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false, ownProperties: true });
  const check = unlessBroken(() => ajv.compile(structuredClone(schema) as AnySchemaObject));
  return (value) => unlessBroken(() => check?.(value) as boolean | undefined);
};

/** Compiles a self-contained schema in @hyperjump/json-schema. `format` is an annotation. */
export const compileHyperjump = async (schema: Schema): Promise<Validate> => {
  count += 1;
  const address = `https://differential.test/${count}`;
  registerSchema(structuredClone(schema) as AnySchemaObject, address, "https://json-schema.org/draft/2020-12/schema");
  const check = await validate(address);
  unregisterSchema(address);
  return (value) => check(value as Parameters<typeof check>[0]).valid;
};

/** Compiles a self-contained schema in both engines. */
export const compileEngines = async (schema: Schema): Promise<Engines> => ({
  ajv: compileAjv(schema),
  hyperjump: await compileHyperjump(schema),
});
