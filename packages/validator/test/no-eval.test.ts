import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";

const vocabularies = ["airship", "bulk-tracking", "semantic"];

/** The generated validators of a vocabulary as JavaScript. */
const validatorsOf = (vocabulary: string): string => {
  const file = fileURLToPath(new URL(`../src/generated/${vocabulary}/validators.ts`, import.meta.url));
  return transformSync(readFileSync(file, "utf8"), { loader: "ts" }).code;
};

describe.each(vocabularies)("the generated validators of %s", (vocabulary) => {
  test("run without code generation from strings", () => {
    const program = `
      import * as validators from ${JSON.stringify(`data:text/javascript,${encodeURIComponent(validatorsOf(vocabulary))}`)};
      try { new Function("return 1")(); throw new Error("the flag has no effect"); } catch (error) {
        if (!(error instanceof EvalError)) throw error;
      }
      const judges = Object.entries(validators).filter(([name]) => name.startsWith("issuesOf"));
      console.log(judges.every(([, issuesOf]) => issuesOf(() => {}).length > 0) && judges.length);
    `;
    const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
    expect(Number(execFileSync(process.execPath, flags, { encoding: "utf8" }))).toBeGreaterThan(0);
  });

  test("have no imports and no eval", () => {
    expect(validatorsOf(vocabulary)).not.toMatch(/^import |\bimport\(|\brequire\(|\beval\(|new Function/m);
  });
});
