import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { vocabularies } from "./contract.ts";

/** The generated validators of a vocabulary with the runtime that all of them share, once their types are left out. */
const validatorsOf = (vocabulary: string): { readonly code: string; readonly files: readonly string[] } => {
  const file = fileURLToPath(new URL(`../src/generated/compiled/${vocabulary}/validators.ts`, import.meta.url));
  const built = buildSync({ entryPoints: [file], bundle: true, format: "esm", metafile: true, write: false });
  const files = Object.keys(built.metafile.inputs).map((path) => path.slice(path.indexOf("src/generated/")));
  return { code: built.outputFiles[0]?.text ?? "", files };
};

describe.each(vocabularies)("the generated validators of %s", (vocabulary) => {
  test("run without code generation from strings", () => {
    const program = `
      import * as validators from ${JSON.stringify(`data:text/javascript,${encodeURIComponent(validatorsOf(vocabulary).code)}`)};
      try { new Function("return 1")(); throw new Error("the flag has no effect"); } catch (error) {
        if (!(error instanceof EvalError)) throw error;
      }
      const judges = Object.entries(validators).filter(([name]) => name.startsWith("issuesOf"));
      console.log(judges.every(([, issuesOf]) => issuesOf(() => {}).length > 0) && judges.length);
    `;
    const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
    expect(Number(execFileSync(process.execPath, flags, { encoding: "utf8" }))).toBeGreaterThan(0);
  });

  test("import nothing but the runtime beside them, and make no code", () => {
    const { code, files } = validatorsOf(vocabulary);
    expect(files).toEqual(["src/generated/compiled/runtime.ts", `src/generated/compiled/${vocabulary}/validators.ts`]);
    expect(code).not.toMatch(/^import |\bimport\(|\brequire\(|\beval\(|new Function/m);
  });
});
