import { readFile } from "node:fs/promises";
import { printable } from "@email-events/json-schema";
import { UsageError } from "./commands/command.ts";
import { commands } from "./commands/commands.ts";
import { isExpectedError, linesOf } from "./commands/expected-error.ts";
import { FoldersError } from "./output/folders.ts";
import { createOutput, type Output, type Terminal } from "./terminal.ts";

const usage = [...commands.values()].map((command) => `Usage: email-events-codegen ${command.usage}`);

const readVersion = async (): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const { version } = manifest as { readonly version: string };
  return version;
};

const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof FoldersError ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

const run = async (args: readonly string[], output: Output, signal?: AbortSignal): Promise<number> => {
  const [name, ...rest] = args;
  if (name === "help" || args.includes("--help") || args.includes("-h")) {
    usage.forEach(output.out);
    return 0;
  }
  if (name === "--version") {
    output.out(await readVersion());
    return 0;
  }
  const command = name === undefined ? undefined : commands.get(name);
  if (command) return command.run(rest, output, signal);
  const known = [...commands.keys()].join(" or ");
  throw new UsageError(
    name === undefined ? `Say what to do: ${known}.` : `There is no command "${printable(name, 200)}"; try ${known}.`,
  );
};

/**
 * Runs the command line of email-events-codegen.
 *
 * @param signal ends `--watch`
 * @returns the exit code: 0 done, 1 stale files or a refused schema, 2 wrong usage
 */
export const main = async (args: readonly string[], terminal: Terminal, signal?: AbortSignal): Promise<number> => {
  const output = createOutput(terminal);
  try {
    return await run(args, output, signal);
  } catch (error) {
    if (isUsageError(error)) {
      [error.message, ...usage].forEach(output.error);
      return 2;
    }
    if (!isExpectedError(error)) throw error;
    linesOf(error).forEach(output.error);
    return 1;
  }
};
