// Generates core, validator, sandbox, playground, fixtures and pages of docs/ from schemas/, with codegen's CLI.
// `node scripts/generate.mjs core` selects one package; `--check` only compares.
import { coreFiles } from "./generation/core-files.mjs";
import { coreSchemas } from "./generation/core-schemas.mjs";
import { docsFiles } from "./generation/docs-files.mjs";
import { findLeftoverPages } from "./generation/events/leftover-pages.mjs";
import { findVocabularyProblem } from "./generation/find-vocabulary-problem.mjs";
import { fixtureFiles } from "./generation/fixture-files.mjs";
import { manifestOf } from "./generation/manifests.mjs";
import { playgroundFiles } from "./generation/playground-files.mjs";
import { InputError } from "./generation/read-json.mjs";
import { sandboxFiles } from "./generation/sandbox-files.mjs";
import { typesOf, validatorFiles } from "./generation/validator-files.mjs";
import { listSources, listVocabularies, repository } from "./generation/vocabularies.mjs";
import { findLeftovers, findUnexpected, writeFiles } from "./generation/write-files.mjs";
import { loadCodegen } from "./shared/load-codegen.mjs";
import { readCommandLine } from "./shared/read-command-line.mjs";

process.chdir(repository);

/** A run of codegen for each vocabulary, into a folder of its name. */
const runEach =
  (...own) =>
  (vocabularies) =>
    vocabularies.map((name) => ({ schemas: [name], out: name, own }));

/** One run for all vocabularies, so that they share what their validators call. */
const runTogether =
  (out, ...own) =>
  (vocabularies) => [{ schemas: vocabularies, out, own }];

const noRuns = () => [];

/** What each package is generated of: the runs of codegen, and the files that list vocabularies. */
const outputs = [
  { package: "core", runs: runEach("--emit", "types,names,schemas"), listing: coreFiles },
  // Made of the schemas that codegen wrote for core.
  { package: "core", folder: "packages/core/schemas", runs: noRuns, listing: coreSchemas, leftovers: findUnexpected },
  {
    package: "validator",
    runs: runTogether("compiled", "--emit", "validators,zod", "--strict", "--types-from", "@email-events/core"),
    listing: validatorFiles,
  },
  { package: "sandbox", runs: noRuns, listing: sandboxFiles },
  { package: "playground", runs: noRuns, listing: playgroundFiles },
  // Made with the validators that were generated before.
  { package: "fixtures", runs: noRuns, listing: fixtureFiles },
  { package: "docs", folder: "docs", runs: noRuns, listing: docsFiles, leftovers: findLeftoverPages },
];

const terminal = { out: (line) => console.log(line), error: (line) => console.error(line) };

const {
  flags: { check: isCheck = false },
  named,
} = readCommandLine(
  ["check"],
  outputs.map((output) => output.package),
);

const names = { vocabularies: listVocabularies(), sources: listSources() };

let loading;
/** Bundled once, and not at all for a package that only lists vocabularies. */
const codegen = () => (loading ??= loadCodegen({ keepsLayouts: true }));

/** Runs codegen; the highest exit code counts. */
const runCodegen = async (folder, runs) => {
  let exitCode = 0;
  for (const { schemas, out, own } of runs) {
    const { main } = await codegen();
    const folders = schemas.flatMap((name) => ["--schemas", `schemas/${name}`]);
    const generate = ["generate", ...folders, "--out", `${folder}/${out}`, ...own];
    exitCode = Math.max(exitCode, await main([...generate, ...(isCheck ? ["--check"] : [])], terminal));
  }
  return exitCode;
};

/** Whether a vocabulary can't be listed; says why. */
const hasProblems = () => {
  const problems = names.sources.flatMap((name) => findVocabularyProblem(name, typesOf(name)) ?? []);
  for (const problem of problems) terminal.error(`error: ${problem}.`);
  return problems.length > 0;
};

/** Generates one package. The manifest comes first: codegen reads in it which types core exports. */
const generate = async (output) => {
  const folder = output.folder ?? `packages/${output.package}/src/generated`;
  const manifest = manifestOf(output.package, names);
  const files = manifest === undefined ? {} : { [`packages/${output.package}/package.json`]: manifest };
  const manifestIsCurrent = writeFiles({ files, leftovers: [], isCheck, terminal });
  const runs = output.runs(names.vocabularies);
  const exitCode = await runCodegen(folder, runs);
  // A new vocabulary has no files yet, where they are only compared.
  if (exitCode > 1 || (isCheck && exitCode > 0)) return exitCode;
  if (runs.length > 0 && hasProblems()) return 1;
  const listing = await output.listing({ ...names, folder });
  const expected = [...Object.keys(listing), ...runs.map(({ out }) => out)];
  const isCurrent = writeFiles({
    files: Object.fromEntries(Object.entries(listing).map(([name, text]) => [`${folder}/${name}`, text])),
    leftovers: (output.leftovers ?? findLeftovers)(folder, expected),
    isCheck,
    terminal,
  });
  return isCurrent && manifestIsCurrent ? exitCode : Math.max(exitCode, 1);
};

/** Generates one package; says in a line which schema or example keeps it from that. */
const generateOrSay = (output) =>
  generate(output).catch((error) => {
    if (!(error instanceof InputError)) throw error;
    terminal.error(`error: ${error.message}.`);
    return 1;
  });

for (const output of outputs.filter((one) => named.length === 0 || named.includes(one.package))) {
  process.exitCode = Math.max(process.exitCode ?? 0, await generateOrSay(output));
  // The next is made of what wasn't written. To compare, there are the files of before.
  if (process.exitCode > 0 && !isCheck) break;
}
