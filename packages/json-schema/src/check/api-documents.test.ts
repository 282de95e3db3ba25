import { describe, expect, it } from "vitest";
import { refusalOf, setOf } from "../testing/schemas.ts";
import { createIntake } from "../read/intake.ts";
import { checkReadable } from "./check-readable.ts";

const pet = { type: "object", properties: { name: { type: "string" } } };

const documents = {
  openapi30: { openapi: "3.0.3", info: { title: "Pets" }, paths: {}, components: { schemas: { Pet: pet } } },
  openapi31: { openapi: "3.1.0", info: { title: "Pets" }, paths: {}, components: { schemas: { Pet: pet } } },
  asyncapi: { asyncapi: "3.0.0", channels: {}, components: { schemas: { Pet: pet } } },
  swagger: { swagger: "2.0", paths: {}, definitions: { Pet: pet } },
};

/** What is said of a document, with unknown keywords as they are or as annotations. */
const generated = (document: object, file: string, unknownKeywords: "annotate" | "refuse" = "refuse") =>
  refusalOf(() => setOf({ [file]: createIntake({ unknownKeywords }).convert(file, document) }))?.message;

describe("a document that describes an API", () => {
  it.each([
    [documents.openapi31, "api.json", `an OpenAPI document, not a schema; refer to its schemas from a schema`],
    [
      documents.openapi30,
      "api.json",
      "an OpenAPI document, not a schema; refer to its schemas from a schema, with --dialect openapi-3.0",
    ],
    [
      documents.asyncapi,
      "api.schema.json",
      "an AsyncAPI document, not a schema; name it without .schema, and refer to its schemas from a schema",
    ],
  ])("is refused once, with how its schemas are read", (document, file, what) => {
    const expected = `${file}: this is ${what}: { "$ref": "${file}#/components/schemas/NAME" }`;
    expect(generated(document, file)).toBe(expected);
    // As annotations, its keywords would leave a validator that accepts everything, and a diff without changes.
    expect(generated(document, file, "annotate")).toBe(expected);
    const read = createIntake({ unknownKeywords: "annotate" }).convert(file, document);
    expect(refusalOf(() => checkReadable(new Map([[file, read]])))?.message).toBe(expected);
  });

  it("is read for its definitions where a schema has them, too", () => {
    expect(generated(documents.swagger, "api.json")).toMatch(
      /^api\.json: this is a Swagger document, .*#\/definitions\/NAME/,
    );
    const set = setOf({
      "api.json": createIntake({ unknownKeywords: "annotate" }).convert("api.json", documents.swagger),
    });
    expect(set.declared.map((node) => set.nameOf(node))).toContain("Pet");
  });

  it("is not a schema that has such a property, or an annotation of that name", () => {
    const schema = { properties: { openapi: { type: "string" } }, items: { openapi: "3.1.0" } };
    expect(generated(schema, "a.schema.json", "annotate")).toBeUndefined();
  });
});
