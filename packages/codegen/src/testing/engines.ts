import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv, type AnySchemaObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

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

const options = { strict: false, validateFormats: false, logger: false, ownProperties: true } as const;

// An instance compiles the metaschema, which takes longer than most schemas: one for all schemas of a draft.
const ajvOf07 = new Ajv(options);
const ajvOf2020 = new Ajv2020(options);

/** Compiles a self-contained schema in ajv, of draft-07 if `$schema` says so. `format` is an annotation. */
export const compileAjv = (schema: Schema): Validate => {
  const ajv = schema["$schema"] === "http://json-schema.org/draft-07/schema#" ? ajvOf07 : ajvOf2020;
  const check = unlessBroken(() => ajv.compile(structuredClone(schema) as AnySchemaObject));
  // The next schema may have the same address.
  ajv.removeSchema();
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
