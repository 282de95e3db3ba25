// Generates core and validator from schemas/, with the very program that teams use on schemas of their own.
// `node scripts/generate.mjs core --check` takes one package; what starts with `-` is handed on.
import { fileURLToPath } from "node:url";
import { loadCodegen } from "./load-codegen.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const vocabularies = ["airship", "bulk-tracking", "semantic"];

const core = vocabularies.map((vocabulary) => ({
  package: "core",
  schemas: [vocabulary],
  out: `src/generated/${vocabulary}`,
  flags: ["--emit", "types,names,schemas"],
}));

// In one run, so that the vocabularies share what their validators call.
const validator = {
  package: "validator",
  schemas: vocabularies,
  out: "src/generated",
  flags: ["--emit", "validators,zod", "--strict", "--types-from", "@email-events/core"],
};

const terminal = { out: (line) => console.log(line), error: (line) => console.error(line) };

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith("-"));
const named = args.filter((arg) => !arg.startsWith("-"));

const { main } = await loadCodegen();

for (const output of [...core, validator]) {
  if (named.length > 0 && !named.includes(output.package)) continue;
  const schemas = output.schemas.flatMap((name) => ["--schemas", `schemas/${name}`]);
  const out = ["--out", `packages/${output.package}/${output.out}`];
  const exitCode = await main(["generate", ...schemas, ...out, ...output.flags, ...flags], terminal);
  process.exitCode = Math.max(process.exitCode ?? 0, exitCode);
}
