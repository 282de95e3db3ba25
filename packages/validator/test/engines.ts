import { registerSchema, setShouldValidateFormat, validate } from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { schemas } from "./contract.ts";

/** Validates a value against one schema file of the contract. */
export type Engine = (schema: string, value: unknown) => boolean | Promise<boolean>;

const base = "https://contract.example/";

const createAjvEngine = (): Engine => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: false });
  addFormats(ajv);
  for (const [path, schema] of schemas) ajv.addSchema(schema, base + path);
  return (schema, value) => {
    const validator = ajv.getSchema(base + schema);
    if (!validator) throw new Error(`${schema} isn't registered`);
    return validator(value) === true;
  };
};

const createHyperjumpEngine = (): Engine => {
  setShouldValidateFormat(true);
  for (const [path, schema] of schemas) registerSchema(schema as Parameters<typeof registerSchema>[0], base + path);
  // To compile takes longer than to validate all examples of a schema.
  const compiled = new Map<string, ReturnType<typeof validate>>();
  return async (schema, value) => {
    const validator = compiled.get(schema) ?? validate(base + schema);
    compiled.set(schema, validator);
    return (await validator)(value as never).valid;
  };
};

/** Two independent engines. */
export const engines: Readonly<Record<"ajv" | "hyperjump", Engine>> = {
  ajv: createAjvEngine(),
  hyperjump: createHyperjumpEngine(),
};
