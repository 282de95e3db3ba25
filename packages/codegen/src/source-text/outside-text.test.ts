import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { make } from "./testing/make.ts";
import { type Placement, placements } from "./testing/hostile-documents.ts";
import { hostileTexts } from "./testing/hostile-texts.ts";

import { syntaxOf } from "./testing/syntax.ts";

/** What no emitted file holds: controls, line terminators but LF, what reorders text, half pairs, ends of scripts. */
const unsafe =
  /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|<\/script|[#@]\s*source(?:Mapping)?URL/iu;

/** Where there is a union to name the tags of. */
const withNames: ReadonlySet<string> = new Set(["values and names", "the module of types"]);

/** Harmless texts. An object with a property called like the second is no interface in emitted types: its slashes are awkward. */
const harmlessTexts = ["pwned by nobody", "pwned/by/nobody"];

/** Everything, with copies of the runtime; or the files that a text comes into, which share the runtime. */
const makeAs = (placement: Placement, isWhole: boolean) => make(placement, isWhole, isWhole ? "inline" : "shared");

const shapesOf = async (placement: Placement, isWhole: boolean): Promise<ReadonlyMap<string, string>> => {
  const { files } = await makeAs(placement, isWhole);
  return new Map([...files].map(([path, emitted]) => [path, syntaxOf(path, emitted).shape]));
};

describe("text from outside", () => {
  it.each(Object.entries(placements))(
    "is never code: %s",
    async (name, placement) => {
      const wholes = await Promise.all(harmlessTexts.map((text) => shapesOf(placement(text), true)));
      const sharing = await Promise.all(harmlessTexts.map((text) => shapesOf(placement(text), false)));
      for (const shapes of wholes) expect(shapes.size).toBe(withNames.has(name) ? 7 : 6);
      let count = 0;
      // An expectation for each file would take longer than to make the files.
      const wrong: object[] = [];
      for (const [index, text] of hostileTexts.entries()) {
        // The JavaScript is the TypeScript without its types, which a test of validators holds, and a copy of the runtime
        // is the same for every text: some texts are enough.
        const isWhole = index % 6 === 0;
        const harmless = isWhole ? wholes : sharing;
        const { files } = await makeAs(placement(text), isWhole);
        for (const [path, emitted] of files) {
          const { complaints, foreign, shape } = syntaxOf(path, emitted);
          const isLikeHarmless = harmless.some((shapes) => shapes.get(path) === shape);
          const found = unsafe.exec(emitted)?.[0];
          if (complaints.length > 0 || foreign.length > 0 || !isLikeHarmless || found !== undefined)
            wrong.push({ text, path, complaints, foreign, isLikeHarmless, unsafe: found });
          count += 1;
        }
      }
      expect(wrong).toEqual([]);
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
