import { resolve } from "node:path";
import { createSchemaSet, SchemaError, type SchemaSet } from "@email-events/json-schema";
import { readSchemas, setOfOne, vocabularies } from "@email-events/json-schema/testing";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { hostileDocuments } from "../testing/hostile-schema.ts";
import { createRandom } from "../testing/random.ts";
import { randomDocument } from "../testing/random-schema.ts";
import { emitTypes } from "./emit-types.ts";
import { printTypes } from "./print-types.ts";

const laidOut = (code: string): Promise<string> => format(code, { filepath: "types.ts", printWidth: 120 });

const expectTheSame = async (set: SchemaSet): Promise<void> => {
  const { declarations, head } = printTypes(set);
  expect(await laidOut(`${head}\n${declarations}`)).toBe(await laidOut(await emitTypes(set)));
};

describe("types that are printed without a library", () => {
  it.each(vocabularies)("are those of the library for %s, once both are laid out", async (vocabulary) => {
    await expectTheSame(
      createSchemaSet(await readSchemas(resolve(import.meta.dirname, "../../../../schemas", vocabulary))),
    );
  });

  it("are those of the library for random schemas", async () => {
    const random = createRandom(4);
    for (let run = 0; run < 20; run += 1) await expectTheSame(setOfOne(randomDocument(random)));
  });

  it("are those of the library for texts that are meant to become code", async () => {
    const random = createRandom(12);
    for (let run = 0; run < 25; run += 1) {
      try {
        await expectTheSame(createSchemaSet(new Map(Object.entries(hostileDocuments(random)))));
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
      }
    }
  });

  it("are those of the library for names that it writes in another way", async () => {
    const names = ["a b", "é", "x-1", "__proto__", "constructor", 'a"b', "a*/b", "\u2028", "", "type", "0", "日本"];
    const properties = Object.fromEntries(names.map((name) => [name, { type: "string", description: name }]));
    for (const title of ["Über größe", "type", "__proto__", "日本", "a1b2", "ſ", "Foo_bar", "FOO"])
      for (const one of [
        { type: "object", properties },
        { type: "object", properties: { ä: { type: "string" } } },
      ])
        await expectTheSame(setOfOne({ title, ...one, $defs: { base: { title: `${title} base`, type: "object" } } }));
  });
});
