// `pnpm corpus FOLDER`: runs the generator on every JSON Schema below a folder. Prints the share that works, the
// reasons for the others, compiler errors in the output, and disagreements with ajv.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findSchemas } from "./find-schemas.mjs";
import { countBy, reasonOf } from "./reason-of.mjs";
import { runJobs } from "./run-jobs.mjs";
import { typecheck } from "./typecheck.mjs";

const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));
const limitMs = 30_000;

const share = (part, whole) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;

const printCounts = (title, counts) => {
  if (counts.length === 0) return;
  console.log(`\n${title}`);
  for (const [what, count] of counts.slice(0, 40)) console.log(`${String(count).padStart(6)}  ${what}`);
};

/** Returns the schema and the kind of a compiler error. */
const compilerError = (line) => {
  const [, number, kind, code] = /^(\d+)\/(\w+)\/.*?(TS\d+)/.exec(line) ?? [];
  return { number, kind, code: `${code} in ${kind}` };
};

const printReport = (results, errors) => {
  const generated = results.filter(({ problems }) => problems.length === 0);
  const complete = generated.filter(({ lacking }) => lacking.length === 0);
  console.log(`types and validators: ${share(generated.length, results.length)}`);
  console.log(`all kinds: ${share(complete.length, results.length)}`);
  const compared = generated.filter((result) => result.compared > 0);
  const disagreeing = compared.filter(({ disagreements }) => disagreements.length > 0);
  const values = compared.reduce((sum, result) => sum + result.compared, 0);
  console.log(`ajv: ${disagreeing.length} of ${compared.length} schemas disagree, on ${values} values`);
  const withErrors = new Set(errors.map(({ number }) => number));
  console.log(`tsc: ${withErrors.size} of ${generated.length} schemas give errors`);
  const refused = results.flatMap(({ problems }) => [...new Set(problems.map(reasonOf))]);
  printCounts("refused, schemas by reason", countBy(refused));
  printCounts(
    "not all kinds, schemas by reason",
    countBy(generated.flatMap(({ lacking }) => [...new Set(lacking.map(reasonOf))])),
  );
  printCounts("tsc errors by kind", countBy(errors.map(({ code }) => code)));
  for (const number of [...withErrors].slice(0, 20)) console.log(`  ${results[Number(number)]?.job.file}`);
  if (disagreeing.length > 0) console.log("\ndisagreements with ajv");
  for (const { job, disagreements } of disagreeing.slice(0, 20)) console.log(`  ${job.file}: ${disagreements[0]}`);
};

const main = async ([folder, report]) => {
  if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    console.error("Usage: pnpm corpus FOLDER [--list], where FOLDER contains JSON Schemas");
    return 2;
  }
  const files = findSchemas(resolve(folder));
  if (files.length === 0) {
    console.error("error: the folder contains no JSON Schema");
    return 2;
  }
  const target = mkdtempSync(join(tmpdir(), "email-events-corpus-"));
  try {
    const jobs = files.map((file, number) => ({
      folder: resolve(folder),
      files,
      file,
      target: join(target, String(number)),
    }));
    const results = [];
    for await (const result of runJobs(worker, jobs, limitMs)) {
      results.push(result);
      if (results.length % 50 === 0) console.error(`${results.length} of ${jobs.length}`);
      if (report === "--list")
        console.log(`${result.job.file}\t${result.problems[0] ?? result.lacking[0] ?? "all kinds"}`);
    }
    const isAnyGenerated = results.some(({ problems }) => problems.length === 0);
    const errors = (isAnyGenerated ? typecheck(target, ["*/lean/*.ts", "*/all/*.ts"]) : []).map(compilerError);
    printReport(results, errors);
    return 0;
  } finally {
    rmSync(target, { recursive: true });
  }
};

process.exitCode = await main(process.argv.slice(2));
