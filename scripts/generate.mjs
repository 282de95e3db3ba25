// Generates core and validator from schemas/, with codegen's CLI. `node scripts/generate.mjs core --check` selects one
// package; options are passed on.
import { fileURLToPath } from "node:url";
import { loadCodegen } from "./load-codegen.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const vocabularies = ["airship", "bulk-tracking", "semantic"];

const outputs = [
  { package: "core", flags: ["--emit", "types,names,schemas"] },
  { package: "validator", flags: ["--emit", "validators,zod", "--strict", "--types-from", "@email-events/core"] },
];

const terminal = { out: (line) => console.log(line), error: (line) => console.error(line) };

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith("-"));
const named = args.filter((arg) => !arg.startsWith("-"));

const { main } = await loadCodegen();

for (const vocabulary of vocabularies) {
  for (const output of outputs.filter((one) => named.length === 0 || named.includes(one.package))) {
    const folder = `packages/${output.package}/src/generated/${vocabulary}`;
    const generate = ["generate", "--schemas", `schemas/${vocabulary}`, "--out", folder, ...output.flags];
    const exitCode = await main([...generate, ...flags], terminal);
    process.exitCode = Math.max(process.exitCode ?? 0, exitCode);
  }
}
