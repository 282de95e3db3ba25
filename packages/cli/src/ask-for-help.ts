import { isGroup, type Entry } from "./group.ts";
import { isHelpOption } from "./is-help-option.ts";

/**
 * Writes a command line that asks for help such that commander finds what it asks about: `help GROUP COMMAND` becomes
 * `GROUP help COMMAND`, since commander reads one word behind `help`, and takes `--help` there for the name of a command.
 */
export const askForHelp = <Io>(entries: readonly Entry<Io>[], argv: readonly string[]): readonly string[] => {
  const groupOf = (word: string | undefined) => entries.filter(isGroup).find(({ name }) => name === word);
  const [first = "", second = "", ...others] = argv;
  const called = groupOf(first);
  if (called !== undefined) return [first, ...askForHelp(called.commands, argv.slice(1))];
  if (first !== "help") return argv;
  // Of `help` itself, the program's help says what it takes.
  if (isHelpOption(second) || (second === "help" && others.length === 0)) return ["--help"];
  const asked = groupOf(second);
  if (asked === undefined || others.length === 0) return argv;
  return [second, ...askForHelp(asked.commands, ["help", ...others])];
};
