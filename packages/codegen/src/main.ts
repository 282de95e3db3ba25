import { parseArgs } from "node:util";
import { type EmitKind, emitKinds } from "./emit.ts";
import { ForeignFilesError, generate } from "./generate.ts";
import { SchemaError } from "./schema/schema-error.ts";

/** Where a program's lines go. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

const usage = `Usage: email-events-codegen generate --schemas DIR --out DIR [--emit ${emitKinds.join(",")}] [--types-from MODULE] [--check]`;

/** A call that can't be carried out; its message says what to write instead. */
class UsageError extends Error {}

const isEmitKind = (kind: string): kind is EmitKind => emitKinds.some((known) => known === kind);

const readEmit = (text: string | undefined): readonly EmitKind[] | undefined => {
  const kinds = text?.split(",");
  const unknown = kinds?.find((kind) => !isEmitKind(kind));
  if (unknown !== undefined)
    throw new UsageError(`--emit doesn't know "${unknown}"; it takes ${emitKinds.join(", ")}.`);
  return kinds?.filter(isEmitKind);
};

const readOptions = (args: readonly string[]) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      schemas: { type: "string" },
      out: { type: "string" },
      emit: { type: "string" },
      "types-from": { type: "string" },
      check: { type: "boolean", default: false },
    },
  });
  const { schemas, out, check, "types-from": typesFrom } = values;
  if (schemas === undefined) throw new UsageError("Say where the schemas are: --schemas DIR.");
  if (out === undefined) throw new UsageError("Say where to write: --out DIR.");
  const emit = readEmit(values.emit);
  return { schemas, out, check, ...(emit ? { emit } : {}), ...(typesFrom === undefined ? {} : { typesFrom }) };
};

const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

const isExpected = (error: unknown): error is Error =>
  error instanceof SchemaError || error instanceof ForeignFilesError || (error instanceof Error && "syscall" in error);

const runGenerate = async (args: readonly string[], { out, error }: Terminal): Promise<number> => {
  const options = readOptions(args);
  const { files, changed } = await generate(options);
  if (!options.check) {
    out(`${files.length} files, ${changed.length} changed: ${options.out}`);
    return 0;
  }
  for (const file of changed) error(`stale: ${options.out}/${file}`);
  if (changed.length > 0) error("Run the same command without --check to bring them up to date.");
  return changed.length > 0 ? 1 : 0;
};

/**
 * Runs the command line of email-events-codegen.
 *
 * @returns the exit code: 0 done, 1 stale files or a refused schema, 2 wrong usage
 */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const [command, ...rest] = args;
  try {
    if (command === "generate") return await runGenerate(rest, terminal);
    if (command === "--help" || command === "help") {
      terminal.out(usage);
      return 0;
    }
    throw new UsageError(command === undefined ? "Say what to do: generate." : `There is no command "${command}".`);
  } catch (error) {
    if (isUsageError(error)) {
      terminal.error(`${error.message}\n${usage}`);
      return 2;
    }
    if (!isExpected(error)) throw error;
    terminal.error(error.message);
    return 1;
  }
};
