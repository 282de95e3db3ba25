import { readdir } from "node:fs/promises";
import {
  choice,
  defineCommand,
  flag,
  listWords,
  readChoice,
  repeated,
  required,
  text,
  UsageError,
  value,
  type ValuesOf,
  withDefault,
} from "@email-events/cli";
import { emitKinds } from "../emit.ts";
import { generate, type GenerateOptions } from "../generate.ts";
import { refuseUnnamed } from "../output/folders.ts";
import { schemaFolders } from "../schema-folders.ts";
import type { Output } from "../terminal.ts";
import type { CommandIo } from "./command-io.ts";
import { isExpectedError, linesOf } from "./expected-error.ts";
import { folder } from "./folder-input.ts";
import { intakeInputs, toIntake } from "./intake-inputs.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { typeNameInput } from "./type-name-input.ts";
import { watchFolder } from "./watch-folder.ts";

const inputs = {
  schemas: required(repeated(folder("DIR", "folder of schemas, or one schema"))),
  out: required(folder("DIR", "output folder; it must contain nothing else")),
  emit: {
    ...value(
      "KINDS",
      "what to make, separated by commas; default: types, names, validators, and zod if zod 4 is installed",
      (kinds, given) => kinds.split(",").map((kind) => readChoice(kind.trim(), emitKinds, given)),
    ),
    expected: listWords(emitKinds),
  },
  validators: withDefault(choice("LANGUAGE", ["ts", "js"], "language of the validators"), "ts"),
  runtime: withDefault(
    choice(
      "MODE",
      ["shared", "inline"],
      "one module for the functions that emitted code calls, or a copy in each file",
    ),
    "shared",
  ),
  "types-from": text("MODULE", "module that names and validators import their types from"),
  types: withDefault(
    choice("MODE", ["import", "inline"], "import the types that packages export, or declare them"),
    "import",
  ),
  formats: withDefault(choice("MODE", ["assert", "annotate"], "check formats, or treat them as annotations"), "assert"),
  name: typeNameInput,
  strict: flag("refuse schemas that zod can't express"),
  check: flag("write nothing; exit with 1 when files are stale"),
  watch: flag("generate again after each change"),
  ...intakeInputs,
};

const toOptions = (values: ValuesOf<typeof inputs>): GenerateOptions => {
  const {
    schemas,
    out,
    emit,
    check,
    strict,
    formats,
    types,
    validators,
    runtime,
    name,
    "types-from": typesFrom,
  } = values;
  return {
    schemas,
    out,
    check,
    strict,
    formats,
    types,
    validators,
    runtime,
    typeNames: Object.fromEntries(name),
    ...(emit !== undefined && { emit }),
    ...(typesFrom !== undefined && { typesFrom }),
    ...toIntake(values),
  };
};

/** Generates once and prints what changed. Returns the exit code. */
const generateOnce = async (options: GenerateOptions, { out, error }: Output): Promise<number> => {
  const { files, changed, removed, notes } = await generate(options);
  for (const note of notes) out(`note: ${note}`);
  if (options.check) {
    for (const file of changed) error(`stale: ${options.out}/${file}`);
    if (changed.length > 0) error("Run the same command without --check to bring them up to date.");
    return changed.length > 0 ? 1 : 0;
  }
  for (const file of changed) out(`${removed.includes(file) ? "removed" : "wrote"} ${options.out}/${file}`);
  out(`${files.length} files, ${changed.length} changed: ${options.out}`);
  return 0;
};

/** Generates at once and after each change. A refused schema is printed, and the next change is tried again. */
const generateOnChange = async (options: GenerateOptions, output: Output, signal: AbortSignal): Promise<void> => {
  const attempt = async (): Promise<void> => {
    try {
      await generateOnce(options, output);
    } catch (error) {
      if (!isExpectedError(error)) throw error;
      linesOf(error).forEach(output.error);
    }
  };
  const folders = schemaFolders(options.schemas).map(({ schemas }) => schemas);
  for (const schemas of folders) {
    refuseUnnamed({ schemas, out: options.out });
    // Fails for a file, which could be watched like a folder, and for a missing folder.
    await readdir(schemas);
  }
  output.out(`watching ${folders.join(", ")}; end with Ctrl-C`);
  const call = oneAtATime(attempt);
  const failed = new AbortController();
  const watching = folders.map((schemas) => watchFolder(schemas, call, AbortSignal.any([signal, failed.signal])));
  await Promise.all(watching).finally(() => failed.abort());
};

/** `generate`: writes code for a folder of schemas, or under `--check` names the files that are stale. */
export const generateCommand = defineCommand({
  name: "generate",
  summary: "Generate types, validators, zod schemas and names from a folder of schemas",
  usage: "--schemas DIR --out DIR [options]",
  inputs,
  examples: [
    "npx @email-events/codegen generate --schemas schemas --out src/generated",
    "npx @email-events/codegen generate --schemas schemas --out src/generated --check",
    "npx @email-events/codegen generate --schemas schemas --out src/generated --emit types,validators",
  ],
  run: async (values, { output, signal }: CommandIo) => {
    if (values.check && values.watch) throw new UsageError("--check and --watch are mutually exclusive");
    const options = toOptions(values);
    if (!values.watch) return generateOnce(options, output);
    await generateOnChange(options, output, signal);
    return 0;
  },
});
