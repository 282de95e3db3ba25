// Fails if the pending changesets ask for a smaller bump than the changes of schemas/ since the last release require.
// `--write` writes the changeset; `--against GITREF` compares with a commit in place of the last release.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCodegen } from "./shared/load-codegen.mjs";

/** The packages that are generated from the schemas: their changelogs name what changed. */
const generated = ["@email-events/core", "@email-events/validator"];

const readFlags = () => parseArgs({ options: { write: { type: "boolean" }, against: { type: "string" } } }).values;

/** Resolves to the exit code: 0 passed, 1 failed, 2 where there is no result. */
const run = async () => {
  const { write, against } = readFlags();
  const { runGate, updateChangeset } = await loadCodegen();
  const options = {
    root: fileURLToPath(new URL("..", import.meta.url)),
    schemas: "schemas",
    packageName: "@email-events/core",
    packageFolder: "packages/core",
    changesets: ".changeset",
    ...(against !== undefined && { against }),
  };
  const { passes, lines, isUndetermined } = write ? await updateChangeset(options, generated) : await runGate(options);
  for (const line of lines) (passes ? console.log : console.error)(line);
  return isUndetermined ? 2 : passes ? 0 : 1;
};

/** Errors about what was given; others are bugs, and keep their stack. */
const isExpected = ({ name, code = "" }) =>
  ["ChangesetError", "SchemaError", "SchemaErrors", "UnknownCommitError"].includes(name) ||
  code.startsWith("ERR_PARSE_ARGS");

try {
  process.exitCode = await run();
} catch (error) {
  if (!isExpected(error)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
