import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";

/** Tells whether a value is valid. */
export type Verdict = (value: unknown) => boolean;

/** The same schema in the two engines that ours is held against. */
export interface Engines {
  readonly ajv: Verdict;
  readonly hyperjump: Verdict;
}

let count = 0;

/** Compiles a self-contained schema in both engines. `format` is a remark in either. */
export const compileEngines = async (schema: Readonly<Record<string, unknown>>): Promise<Engines> => {
  count += 1;
  const address = `https://differential.test/${count}`;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false, ownProperties: true });
  const ajvValidate = ajv.compile(structuredClone(schema) as AnySchemaObject);
  registerSchema(structuredClone(schema) as AnySchemaObject, address, "https://json-schema.org/draft/2020-12/schema");
  const hyperjumpValidate = await validate(address);
  unregisterSchema(address);
  return {
    ajv: (value) => ajvValidate(value) === true,
    hyperjump: (value) => hyperjumpValidate(value as Parameters<typeof hyperjumpValidate>[0]).valid,
  };
};
