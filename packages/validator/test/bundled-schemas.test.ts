import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { describe, expect, test } from "vitest";
import { examples, schemas } from "./contract.ts";

/** A schema as a user of core imports it. */
const readPublished = (path: string): { readonly $id: string } => {
  const specifier = `@email-events/core/schemas/${path.replace(".schema.json", ".json")}`;
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(specifier)), "utf8")) as { readonly $id: string };
};

const createAjv = (): Ajv2020 => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false });
  addFormats(ajv);
  return ajv;
};

/** The whole published contract, whose files refer to each other by `$id`. */
const published = createAjv();
for (const path of schemas.keys()) published.addSchema(readPublished(path));

const verdicts = (path: string, validate: (value: unknown) => unknown): void => {
  const own = examples.filter(({ schema }) => schema === path);
  expect(own.map(({ value }) => validate(value))).toEqual(own.map(({ expected }) => expected));
};

describe("the schema files of core", () => {
  test.each([...schemas.keys()])("%s agrees with the contract", (path) => {
    const { $id } = readPublished(path);
    const validate = published.getSchema($id);
    if (!validate) throw new Error(`no schema ${$id}`);
    verdicts(path, validate);
  });

  test.each([...schemas.keys()].filter((path) => /(?:^|\/)event\.schema\.json$/.test(path)))(
    "%s, a union, is self-contained",
    (path) => {
      verdicts(path, createAjv().compile(readPublished(path)));
    },
  );
});
