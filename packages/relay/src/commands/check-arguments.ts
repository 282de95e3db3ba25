import { parseArgs } from "node:util";
import type { ArgsDef } from "citty";
import { CommandError } from "../command-error.ts";
import { quote } from "../terminal/quote.ts";

const optionsOf = (definition: ArgsDef) =>
  Object.fromEntries(
    Object.entries(definition)
      .filter(([, arg]) => arg.type !== "positional")
      .map(([name, arg]) => [name, { type: arg.type === "boolean" ? ("boolean" as const) : ("string" as const) }]),
  );

/** All values of an option that may be given several times, of which citty reads the last. */
export const valuesOf = (rawArgs: readonly string[], definition: ArgsDef, name: string): readonly string[] => {
  const options = { ...optionsOf(definition), [name]: { type: "string" as const, multiple: true } };
  const { values } = parseArgs({ args: [...rawArgs], options, allowPositionals: true });
  return [values[name] ?? []].flat().filter((value) => typeof value === "string");
};

/**
 * Refuses what citty lets pass: unknown options, options without their value, and superfluous words.
 *
 * @throws CommandError
 */
export const checkArguments = (command: string, rawArgs: readonly string[], definition: ArgsDef): void => {
  const positionals = Object.values(definition).filter(({ type }) => type === "positional").length;
  const help = `; run ${command} --help for what it takes.`;
  try {
    const parsed = parseArgs({ args: [...rawArgs], options: optionsOf(definition), allowPositionals: true });
    const extra = parsed.positionals[positionals];
    if (extra !== undefined) throw new CommandError(`Leave out "${quote(extra)}"${help}`);
  } catch (error) {
    if (error instanceof CommandError || !(error instanceof TypeError)) throw error;
    const [, option = "an option"] = /'(?:-\w, )?(--?[^\s']+)/.exec(error.message) ?? [];
    const isUnknown = "code" in error && error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION";
    throw new CommandError(
      isUnknown ? `There is no option ${quote(option)}${help}` : `Give ${quote(option)} a value${help}`,
      {
        cause: error,
      },
    );
  }
};
