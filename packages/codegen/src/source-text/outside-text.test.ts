import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emit, type EmitKind } from "../emit.ts";
import { generate } from "../generate.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { createSchemaSet } from "../schema/schema-set.ts";
import { type Placement, placements } from "./testing/hostile-documents.ts";
import { hostileTexts } from "./testing/hostile-texts.ts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { syntaxOf } from "./testing/syntax.ts";

/** What no emitted file holds: controls, line terminators but LF, what reorders text, half pairs, ends of scripts. */
const unsafe =
  /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|<\/script|[#@]\s*source(?:Mapping)?URL/iu;

// Each of them may be refused on its own.
const kindsTogether: readonly (readonly EmitKind[])[] = [
  ["types", "names", "validators", "commonjs"],
  ["schemas"],
  ["zod"],
];

/** Every file that is made of some documents; of kinds that are refused, none. */
const filesOf = async ({ documents, library = {}, typesFrom }: Placement) => {
  const files = new Map<string, string>();
  try {
    const options = { library: new Map(Object.entries(library)), formats: "annotate" } as const;
    const set = createSchemaSet(new Map(Object.entries(documents)), options);
    for (const kinds of kindsTogether) {
      const some = await emit(set, kinds, { typesFrom });
      for (const [path, text] of some) files.set(path.endsWith(".json") ? "schema.json" : path, text);
    }
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
  }
  return files;
};

const withoutZod: ReadonlySet<string> = new Set(["keywords of validators", "keywords of draft-07"]);

describe("text from outside", () => {
  it.each(Object.entries(placements))(
    "is never code: %s",
    async (name, placement) => {
      const harmless = new Map(
        [...(await filesOf(placement("pwned by nobody")))].map(([path, emitted]) => [
          path,
          syntaxOf(path, emitted).shape,
        ]),
      );
      expect(harmless.size).toBe(withoutZod.has(name) ? 7 : 8);
      let count = 0;
      for (const text of hostileTexts) {
        for (const [path, emitted] of await filesOf(placement(text))) {
          const { complaints, foreign, shape } = syntaxOf(path, emitted);
          const found = {
            complaints,
            foreign,
            isLikeHarmless: shape === harmless.get(path),
            unsafe: unsafe.exec(emitted)?.[0],
          };
          expect({ text, path, ...found }).toEqual({
            text,
            path,
            complaints: [],
            foreign: [],
            isLikeHarmless: true,
            unsafe: undefined,
          });
          count += 1;
        }
      }
      expect(count).toBeGreaterThan(hostileTexts.length);
    },
    120_000,
  );

  it.each(["\n", "\r", "\u2028", "\u2029"])("runs from no file's or folder's name: %j", async (end) => {
    const code = `a${end}globalThis.pwned_0 = 1;${end}b`;
    const folder = await temporaryFolder({ [`schemas/${code}/${code}.schema.json`]: { type: "string" } });
    const { files } = await generate({
      schemas: join(folder, "schemas"),
      out: join(folder, "out"),
      emit: ["types", "names", "validators", "commonjs", "zod"],
    });
    for (const file of files) {
      const { complaints, foreign } = syntaxOf(file, await readFile(join(folder, "out", file), "utf8"));
      expect({ file, complaints, foreign }).toEqual({ file, complaints: [], foreign: [] });
    }
  });
});
