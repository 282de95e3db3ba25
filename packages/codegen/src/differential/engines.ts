import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";

/** Tells whether a value is valid; nothing where the engine itself breaks. */
export type Verdict = (value: unknown) => boolean | undefined;

/** The same schema in the two engines that ours is held against. */
export interface Engines {
  readonly ajv: Verdict;
  readonly hyperjump: Verdict;
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

/** Compiles a self-contained schema in both engines. `format` is a remark in either. */
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
