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

/** Compiles a self-contained schema in both engines. `format` is an annotation in both. */
export const compileEngines = async (schema: Readonly<Record<string, unknown>>): Promise<Engines> => {
  count += 1;
  const address = `https://differential.test/${count}`;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false, ownProperties: true });
  const ajvValidate = unlessBroken(() => ajv.compile(structuredClone(schema) as AnySchemaObject));
  registerSchema(structuredClone(schema) as AnySchemaObject, address, "https://json-schema.org/draft/2020-12/schema");
  const hyperjumpValidate = await validate(address);
  unregisterSchema(address);
  return {
    ajv: (value) => unlessBroken(() => ajvValidate?.(value) as boolean | undefined),
    hyperjump: (value) => hyperjumpValidate(value as Parameters<typeof hyperjumpValidate>[0]).valid,
  };
};
