import { type Terminal, UsageError } from "./commands/command.ts";
import { commands } from "./commands/commands.ts";
import { ForeignFilesError } from "./generate.ts";
import { SchemaError } from "./schema/schema-error.ts";

const usage = [...commands.values()].map((command) => `Usage: email-events-codegen ${command.usage}`).join("\n");

const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

const isExpected = (error: unknown): error is Error =>
  error instanceof SchemaError || error instanceof ForeignFilesError || (error instanceof Error && "syscall" in error);

const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const [name, ...rest] = args;
  if (name === "--help" || name === "help") {
    terminal.out(usage);
    return 0;
  }
  const command = name === undefined ? undefined : commands.get(name);
  if (command) return command.run(rest, terminal);
  const known = [...commands.keys()].join(" or ");
  throw new UsageError(
    name === undefined ? `Say what to do: ${known}.` : `There is no command "${name}"; try ${known}.`,
  );
};

/**
 * Runs the command line of email-events-codegen.
 *
 * @returns the exit code: 0 done, 1 stale files or a refused schema, 2 wrong usage
 */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    return await run(args, terminal);
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
