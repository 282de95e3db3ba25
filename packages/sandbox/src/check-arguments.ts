import { parseArgs } from "node:util";
import { toLine } from "@email-events/core/mapping";
import type { ArgsDef } from "citty";

/** A command line that can't be run; the message is one sentence that says what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The longest word that a sentence repeats, in characters: what to do still stands behind it. */
const maxWordChars = 500;

const optionsOf = (definition: ArgsDef) =>
  Object.fromEntries(
    Object.entries(definition)
      .filter(([, arg]) => arg.type !== "positional")
      .map(([name, arg]) => [name, { type: arg.type === "boolean" ? ("boolean" as const) : ("string" as const) }]),
  );

/**
 * Refuses what citty lets pass: unknown options, options without their value, and superfluous words.
 *
 * @throws UsageError
 */
export const checkArguments = (command: string, rawArgs: readonly string[], definition: ArgsDef): void => {
  const positionals = Object.values(definition).filter(({ type }) => type === "positional").length;
  const help = `; run ${command} --help for what it takes.`;
  try {
    const parsed = parseArgs({ args: [...rawArgs], options: optionsOf(definition), allowPositionals: true });
    const extra = parsed.positionals[positionals];
    if (extra !== undefined) throw new UsageError(`Leave out "${toLine(extra, maxWordChars)}"${help}`);
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof TypeError)) throw error;
    const [, word = "an option"] = /'(?:-\w, )?(--?[^\s']+)/.exec(error.message) ?? [];
    const option = toLine(word, maxWordChars);
    const isUnknown = "code" in error && error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION";
    throw new UsageError(isUnknown ? `There is no option ${option}${help}` : `Give ${option} a value${help}`, {
      cause: error,
    });
  }
};
