import { describe, expect, it } from "vitest";
import { checkReadable } from "../diff/check-readable.ts";
import { diffSchemas } from "../diff/diff-schemas.ts";
import { emit } from "../emit.ts";
import { refusalOf, setOfOne } from "../test-support/schemas.ts";
import { keywordShapes } from "./keywords.ts";
import { outsideOf, referencesIn } from "./references-in.ts";
import { SchemaError } from "./schema-error.ts";

/** Values of every sort, of which a keyword takes some. */
const rows: readonly (readonly unknown[])[] = [
  [null, true, 0, -1, 1.5, 1e308, "", "a", "#", "#/", "#/a~b%", "[", "//", "http://[", "file:///%", "\u0000"],
  [{}, [], [[]], [{}], [null], [1, 1], ["a"], { a: 1 }, { a: null }, { a: [] }, { a: {} }, { "": true }],
  [{ hasOwnProperty: {} }, { constructor: {} }, { toString: true }, { "a/~b": {} }, ["__proto__"]],
  [JSON.parse('{"__proto__":{"type":"string"}}')],
];

const values = rows.flat();

const cases = [...keywordShapes.keys()].flatMap((keyword) => values.map((value) => ({ [keyword]: value })));

describe("a keyword with any value", () => {
  it("is read or refused with a place, and never ends with another error", async () => {
    for (const schema of cases) {
      expect(() => referencesIn(schema, outsideOf("a.json"))).not.toThrow();
      const made = { set: undefined as ReturnType<typeof setOfOne> | undefined };
      refusalOf(() => {
        made.set = setOfOne(schema);
      });
      const { set } = made;
      if (!set) continue;
      for (const kind of ["validators", "names", "zod", "schemas"] as const) {
        const problem: unknown = await emit(set, [kind], { typesFrom: "./types.js" }).catch((error: unknown) => error);
        if (problem instanceof Error) expect(problem, JSON.stringify(schema)).toBeInstanceOf(SchemaError);
      }
    }
  }, 60_000);

  it("is compared or refused with a place", () => {
    const plain = new Map<string, unknown>([["a.schema.json", { type: "object", properties: { a: true } }]]);
    for (const schema of cases) {
      const documents = new Map<string, unknown>([["a.schema.json", schema]]);
      const refusal = refusalOf(() => checkReadable(documents));
      if (refusal) continue;
      expect(
        () => [diffSchemas(plain, documents), diffSchemas(documents, plain)],
        JSON.stringify(schema),
      ).not.toThrow();
    }
  }, 60_000);

  it.each(["hasOwnProperty", "constructor"])("is a property's type, of whatever name: %s", async (name) => {
    const set = setOfOne({ type: "object", properties: { [name]: { type: "string" } } });
    const types = (await emit(set, ["types"])).get("types.ts");
    expect(types).toContain(`${name}?: string;`);
  });
});
