import { parse, type Program, UsageError } from "@email-events/cli";
import { printable } from "@email-events/json-schema";
import manifest from "../package.json" with { type: "json" };
import type { CommandIo } from "./commands/command-io.ts";
import { diffCommand } from "./commands/diff.ts";
import { isExpectedError, linesOf } from "./commands/expected-error.ts";
import { gateCommand } from "./commands/gate.ts";
import { generateCommand } from "./commands/generate.ts";
import { FoldersError } from "./output/folders-error.ts";
import { createOutput, type Terminal } from "./terminal.ts";

/** The longest word of the user's that an error repeats, in characters: what to do still stands behind it. */
const maxWordChars = 200;

const program: Program<CommandIo> = {
  name: "email-events-codegen",
  summary: manifest.description,
  version: manifest.version,
  commands: [generateCommand, diffCommand, gateCommand],
  quote: (word) => printable(word, maxWordChars),
};

const isUsageError = (error: unknown): error is Error => error instanceof UsageError || error instanceof FoldersError;

/**
 * Runs `email-events-codegen`.
 *
 * @param args - The words after the program's name.
 * @param signal - Ends `--watch`.
 * @returns The exit code: 0 for success; 1 for stale files, a schema that `generate` refuses, a breaking change or a
 *   failed gate; 2 for wrong usage, and where `diff` or `gate` has no result, as when a schema is refused.
 * @throws Any other error, which is a bug of this program.
 */
export const main = async (
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> => {
  const output = createOutput(terminal);
  try {
    const call = parse(program, args);
    if (call.kind === "run") return await call.run({ output, signal });
    call.lines.forEach(output.out);
    return 0;
  } catch (error) {
    if (isUsageError(error)) {
      output.error(`error: ${error.message}`);
      return 2;
    }
    if (!isExpectedError(error)) throw error;
    linesOf(error).forEach(output.error);
    return 1;
  }
};
