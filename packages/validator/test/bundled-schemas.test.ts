import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { describe, expect, test } from "vitest";
import { examples, schemas } from "./contract.ts";

/** A schema as a user of core imports it. */
const readPublished = (path: string): object => {
  const specifier = `@email-events/core/schemas/${path.replace(".schema.json", ".json")}`;
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(specifier)), "utf8")) as object;
};

describe("the schema files of core", () => {
  test.each([...schemas.keys()])("%s is self-contained and agrees with the contract", (path) => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false });
    addFormats(ajv);
    const validate = ajv.compile(readPublished(path));
    const own = examples.filter(({ schema }) => schema === path);
    expect(own.map(({ value }) => validate(value))).toEqual(own.map(({ expected }) => expected));
  });
});
