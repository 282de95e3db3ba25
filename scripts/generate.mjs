// Generates core and validator from schemas/, with the very program that teams use on schemas of their own.
import { main } from "../packages/codegen/dist/index.js";

const vocabularies = ["airship", "bulk-tracking", "semantic"];

const outputs = [
  { package: "core", flags: ["--emit", "types,names,schemas"] },
  { package: "validator", flags: ["--emit", "validators,zod", "--strict", "--types-from", "@email-events/core"] },
];

const terminal = { out: (line) => console.log(line), error: (line) => console.error(line) };

for (const vocabulary of vocabularies) {
  for (const output of outputs) {
    const folder = `packages/${output.package}/src/generated/${vocabulary}`;
    const args = ["generate", "--schemas", `schemas/${vocabulary}`, "--out", folder, ...output.flags];
    const exitCode = await main([...args, ...process.argv.slice(2)], terminal);
    process.exitCode = Math.max(process.exitCode ?? 0, exitCode);
  }
}
