import type { Command, CommanderError } from "commander";
import type { Quote } from "./input.ts";
import { listWords } from "./list-words.ts";
import { suggest } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";

/** The words that call a command, from that of the program on. */
export const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;

const seeHelp = (command: Command): string => `run ${pathOf(command)} --help`;

const optionsOf = (command: Command): readonly string[] => {
  const help = command.createHelp();
  return help.visibleOptions(command).flatMap(({ long }) => long ?? []);
};

const namesOf = (program: Command): readonly string[] => program.commands.map((command) => command.name());

const missingCommand = (program: Command): UsageError =>
  new UsageError(`Missing command (${listWords(namesOf(program))}; ${seeHelp(program)})`);

const unknownCommand = (program: Command, word: string, quote: Quote): UsageError => {
  const meant = suggest(word, namesOf(program));
  const hint = meant === undefined ? `${listWords(namesOf(program))}; ${seeHelp(program)}` : `did you mean ${meant}?`;
  return new UsageError(`Unknown command "${quote(word)}" (${hint})`);
};

/** The error of an option that a command doesn't have. */
export const unknownOption = (command: Command, word: string, quote: Quote): UsageError => {
  const [name = ""] = word.split("=", 1);
  const options = optionsOf(command);
  // Commander takes a flag with a value for an option that it doesn't know.
  if (options.includes(name)) return new UsageError(`${name} takes no value (${seeHelp(command)})`);
  const meant = suggest(
    name.replace(/^-+/, ""),
    options.map((option) => option.slice(2)),
  );
  const hint = meant === undefined ? seeHelp(command) : `did you mean --${meant}?`;
  // Quoted whole, since an address may go on behind the `=`.
  const [shown = ""] = quote(word).split("=", 1);
  return new UsageError(`Unknown option ${shown} (${hint})`);
};

const messagePrefix = "error: unknown option '";

/** What is said for each code of commander's. */
const refusals = new Map<string, (command: Command, quote: Quote, message: string) => UsageError>([
  [
    "commander.help",
    (program, quote) => {
      const [, word] = program.args;
      return word === undefined ? missingCommand(program) : unknownCommand(program, word, quote);
    },
  ],
  ["commander.unknownCommand", (program, quote) => unknownCommand(program, program.args[0] ?? "", quote)],
  [
    "commander.unknownOption",
    (command, quote, message) => unknownOption(command, message.slice(messagePrefix.length, -1), quote),
  ],
  [
    "commander.excessArguments",
    (command, quote) => {
      const extra = command.args[command.registeredArguments.length] ?? "";
      return new UsageError(`Unexpected argument "${quote(extra)}" (${seeHelp(command)})`);
    },
  ],
]);

/** Returns a usage error in this package's wording for an error of commander. */
export const toUsageError = (command: Command, { code, message }: CommanderError, quote: Quote): UsageError =>
  refusals.get(code)?.(command, quote, message) ?? new UsageError(`${quote(message)} (${seeHelp(command)})`);
