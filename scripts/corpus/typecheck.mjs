// Compiles generated code with TypeScript under strict settings, many folders in one run.
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { tsc } from "../shared/native-compiler.mjs";

const fromValidator = createRequire(new URL("../../packages/validator/package.json", import.meta.url));

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: "es2022",
  module: "nodenext",
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true,
  types: [],
};

/**
 * Compiles the generated code below a folder.
 *
 * @param patterns globs inside the folder
 * @returns the compiler's errors, one line each
 */
export const typecheck = (folder, patterns) => {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(dirname(fromValidator.resolve("zod/package.json")), join(folder, "node_modules", "zod"), "dir");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: patterns }));
  const { stdout, error } = spawnSync(tsc, ["-p", folder, "--singleThreaded", "--pretty", "false"], {
    encoding: "utf8",
    cwd: folder,
    maxBuffer: 100_000_000,
  });
  if (error) throw error;
  return stdout.split("\n").filter((line) => /: error TS|^error TS/.test(line));
};
