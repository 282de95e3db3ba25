import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { printable } from "@email-events/json-schema";
import { type EmitKind, emitKinds } from "../emit.ts";
import { refuseUnnamed } from "../output/folders.ts";
import { generate, type GenerateOptions } from "../generate.ts";
import { schemaFolders } from "../schema-folders.ts";
import type { Output } from "../terminal.ts";
import { type Command, UsageError } from "./command.ts";
import { isExpectedError, linesOf } from "./expected-error.ts";
import { intakeFlags, intakeUsage, readIntake } from "./intake-flags.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readTypeNames } from "./read-type-names.ts";
import { watchFolder } from "./watch-folder.ts";

const isEmitKind = (kind: string): kind is EmitKind => emitKinds.some((known) => known === kind);

const readEmit = (text: string | undefined): { readonly emit?: readonly EmitKind[] } => {
  if (text === undefined) return {};
  const kinds = text.split(",");
  const unknown = kinds.find((kind) => !isEmitKind(kind));
  if (unknown !== undefined)
    throw new UsageError(`--emit doesn't know "${printable(unknown, 200)}"; it takes ${emitKinds.join(", ")}.`);
  return { emit: kinds.filter(isEmitKind) };
};

/** Reads a flag that takes one of two words. */
const readChoice = <const Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice => {
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${flag} doesn't know "${printable(text, 200)}"; it takes ${choices.join(" or ")}.`);
};

interface Call {
  readonly options: GenerateOptions;
  readonly watch: boolean;
}

const readCall = (args: readonly string[]): Call => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      schemas: { type: "string", multiple: true },
      out: { type: "string" },
      emit: { type: "string" },
      "types-from": { type: "string" },
      types: { type: "string", default: "import" },
      formats: { type: "string", default: "assert" },
      name: { type: "string", multiple: true, default: [] },
      strict: { type: "boolean", default: false },
      validators: { type: "string", default: "ts" },
      runtime: { type: "string", default: "shared" },
      check: { type: "boolean", default: false },
      watch: { type: "boolean", default: false },
      ...intakeFlags,
    },
  });
  const { schemas, out, check, watch, strict, "types-from": typesFrom } = values;
  if (schemas === undefined) throw new UsageError("Say where the schemas are: --schemas DIR.");
  if (out === undefined) throw new UsageError("Say where to write: --out DIR.");
  if (typesFrom === "") throw new UsageError("Say which module has the types: --types-from MODULE.");
  if (check && watch) throw new UsageError("Take --check or --watch: one compares, the other writes.");
  const from = typesFrom === undefined ? {} : { typesFrom };
  return {
    options: {
      schemas,
      out,
      check,
      strict,
      formats: readChoice("formats", values.formats, ["assert", "annotate"]),
      types: readChoice("types", values.types, ["import", "inline"]),
      validators: readChoice("validators", values.validators, ["ts", "js"]),
      runtime: readChoice("runtime", values.runtime, ["shared", "inline"]),
      typeNames: readTypeNames(values.name),
      ...readEmit(values.emit),
      ...from,
      ...readIntake(values),
    },
    watch,
  };
};

/** Generates once and says what came of it: the exit code. */
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

/** Generates at once and after each change; a schema that is refused is named, and the next change tried again. */
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
    // A file could be watched like a folder, and what isn't there not at all: both end here.
    await readdir(schemas);
  }
  output.out(`watching ${folders.join(", ")}; end with Ctrl-C`);
  const call = oneAtATime(attempt);
  const failed = new AbortController();
  const watching = folders.map((schemas) => watchFolder(schemas, call, AbortSignal.any([signal, failed.signal])));
  await Promise.all(watching).finally(() => failed.abort());
};

/** `generate`: writes code for a folder of schemas, or under `--check` says which files are stale. */
export const generateCommand: Command = {
  usage: [
    "generate --schemas DIR --out DIR [--schemas DIR]...",
    `[--emit ${emitKinds.join(",")}]`,
    "[--validators ts|js] [--runtime shared|inline] [--types-from MODULE] [--types import|inline] [--formats assert|annotate]",
    "[--name FILE#POINTER=NAME] [--strict] [--check | --watch]",
    intakeUsage,
  ].join(" "),
  run: async (args, output, signal = new AbortController().signal) => {
    const { options, watch } = readCall(args);
    if (!watch) return generateOnce(options, output);
    await generateOnChange(options, output, signal);
    return 0;
  },
};
