// `pnpm vocabulary NAME` makes the skeleton of a vocabulary: schemas, examples, a mapping package, and its line in the list of sources.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./generation/vocabularies.mjs";
import { findNameProblem } from "./scaffold/check-name.mjs";
import { planChanges } from "./scaffold/enlist.mjs";

const usage = "Usage: pnpm vocabulary NAME (small letters, digits and hyphens, as in mail-tracker)";

const write = (path, text) => {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
};

const shown = (word) => JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}...` : word);

/** Makes the skeleton; nothing is written before everything is known to fit. */
const scaffold = async (name) => {
  // Loads the formatter, which a wrong name needn't wait for.
  const { planFiles } = await import("./scaffold/plan-files.mjs");
  const files = await planFiles(name);
  const changes = planChanges(name);
  for (const [path, text] of Object.entries({ ...files, ...changes })) write(path, text);
  console.log(
    `written: ${Object.keys(files).length} files in schemas/${name}, schemas/examples/${name} and packages/${name}`,
  );
  for (const path of Object.keys(changes)) console.log(`changed: ${path}`);
  const { status } = spawnSync(process.execPath, ["scripts/generate.mjs"], { cwd: repository, stdio: "inherit" });
  if (status !== 0) return status ?? 1;
  console.log(`
Next: pnpm install, then npm test. From here on the vocabulary is yours: change schemas/${name} and its examples to what
the sender documents, run pnpm generate, and change packages/${name} until it compiles.`);
  return 0;
};

const main = async (args) => {
  const [name] = args;
  if (name === "--help" || name === "-h") {
    console.log(usage);
    return 0;
  }
  if (name === undefined || args.length > 1) {
    console.error(usage);
    return 2;
  }
  const problem = findNameProblem(name);
  if (problem === undefined) return scaffold(name);
  console.error(`error: ${shown(name)} can't be the name of a vocabulary: ${problem}.`);
  return 2;
};

process.exitCode = await main(process.argv.slice(2));
