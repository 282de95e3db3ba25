// Runs one schema at a time for the main process, which ends this one if a schema takes too long.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { loadCodegen } from "../shared/load-codegen.mjs";
import { instancesFor } from "./instances.mjs";
import { indexAddresses, isolate } from "./isolate.mjs";
import { compilePeer } from "./peer.mjs";

const { generate } = await loadCodegen();

/** Generates the default output, or returns why that fails. */
const attempt = async (options) => {
  try {
    return { ...(await generate(options)), problems: [] };
  } catch (error) {
    const problems = (error.errors ?? [error]).map(({ message }) => message);
    return { problems };
  }
};

const loadValidators = (out) => {
  const module = { exports: {} };
  const source = readFileSync(join(out, "validators.cjs"), "utf8");
  compileFunction(source, ["module", "exports"])(module, module.exports);
  return module.exports;
};

const verdictOf = (validate, value) => {
  try {
    return validate(structuredClone(value));
  } catch {
    // ajv throws for some references during validation.
    return undefined;
  }
};

/** Compares emitted validators with ajv. Formats are annotations on both sides, because they differ by design. */
const compare = async ({ file, root, documents, schemas, out }) => {
  const validate = await compilePeer(file, documents);
  if (!validate) return { compared: 0, disagreements: [] };
  const { names, problems } = await attempt({
    schemas,
    out,
    emit: ["commonjs"],
    runtime: "inline",
    formats: "annotate",
  });
  const name = names?.get(`${root}#`);
  if (name === undefined) return { compared: 0, disagreements: [], problems };
  const ours = loadValidators(out)[`is${name}`];
  const values = instancesFor(documents.get(file)).filter((value) => verdictOf(validate, value) !== undefined);
  const disagreements = values.filter((value) => ours(value) !== verdictOf(validate, value));
  return { compared: values.length, disagreements: disagreements.map((value) => JSON.stringify(value).slice(0, 300)) };
};

let corpus;

/** All jobs have the same folder, which is indexed once. */
const openCorpus = ({ folder, files }) => (corpus ??= { folder, addresses: indexAddresses(folder, files) });

const run = async (job) => {
  const { file, target } = job;
  const schemas = join(target, "schemas");
  const isolated = isolate(openCorpus(job), file, schemas);
  const lean = await attempt({ schemas, out: join(target, "lean"), emit: ["types", "validators"] });
  if (lean.problems.length > 0) return { problems: lean.problems, lacking: [] };
  const all = { schemas, out: join(target, "all"), emit: ["types", "names", "validators", "zod"], strict: true };
  const { problems: lacking } = await attempt(all);
  return { problems: [], lacking, ...(await compare({ ...isolated, file, schemas, out: join(target, "compared") })) };
};

const answer = async (job) => {
  try {
    process.send(await run(job));
  } catch (error) {
    process.send({ problems: [`crash: ${error.message}`], lacking: [] });
  }
};

process.on("message", (job) => void answer(job));
