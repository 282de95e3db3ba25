import { Argument, Command as Parser, Option } from "commander";
import type { Command } from "./command.ts";
import { isGroup, type Entry, type Group } from "./group.ts";
import type { Input, Quote } from "./input.ts";
import { toUsageError } from "./refusals.ts";
import { StrictCommand } from "./strict-command.ts";

/** Columns of help. */
const helpColumns = 100;

/** Returns the description of an option or argument in help. */
const describe = ({ about, expected, fallback, isRequired, isRepeated }: Input<unknown>): string => {
  const notes = [
    expected,
    isRequired === true ? "required" : undefined,
    isRepeated === true ? "repeatable" : undefined,
    fallback === undefined ? undefined : `default: ${fallback}`,
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? about : `${about} (${notes.join("; ")})`;
};

const toFlags = (name: string, { placeholder }: Input<unknown>): string =>
  placeholder === undefined ? `--${name}` : `--${name} <${placeholder}>`;

const toArgument = ({ placeholder = "", isRepeated, ...input }: Input<unknown>): Argument =>
  new Argument(`[${placeholder}${isRepeated === true ? "..." : ""}]`, describe({ ...input, isRepeated: false }));

const toEnvironment = (environment: Readonly<Record<string, string>> = {}): string => {
  const variables = Object.entries(environment);
  const width = Math.max(...variables.map(([name]) => name.length));
  const lines = variables.map(([name, about]) => `\n  ${name.padEnd(width)}  ${about}`);
  return variables.length === 0 ? "" : `\nEnvironment:${lines.join("")}`;
};

const toExamples = (examples: readonly string[]): string =>
  examples.length === 0 ? "" : `\nExamples:\n${examples.map((example) => `  $ ${example}`).join("\n")}`;

/** Sets up a parser such that it prints nothing by itself, and throws where it would end the process. */
export const setUp = (parser: Parser, print: (text: string) => void, quote: Quote): Parser =>
  parser
    .helpOption("-h, --help", "show this help")
    .configureHelp({
      optionTerm: ({ flags }) => flags.replace(/<(.*)>/, "$1"),
      argumentTerm: (argument) => argument.name(),
      subcommandTerm: (command) => command.name(),
    })
    .configureOutput({
      writeOut: print,
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => helpColumns,
      getErrHelpWidth: () => helpColumns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError(false)
    .exitOverride((ended) => {
      throw ended.exitCode === 0 ? ended : toUsageError(parser, ended, quote);
    });

/** What the parser of a command reports to. */
export interface Listener<Io> {
  readonly quote: Quote;
  /** Called with the text of help. */
  readonly print: (text: string) => void;
  /** Called with each value as it was written; with the empty text for a flag. */
  readonly onValue: (name: string, text: string) => void;
  /** Called after all values, with the command that the command line calls. */
  readonly onCalled: (command: Command<Io>) => void;
}

/** Builds the parser of a command. */
const buildCommand = <Io>(command: Command<Io>, { quote, print, onValue, onCalled }: Listener<Io>): Parser => {
  const parser = new StrictCommand(command.name, command.inputs, quote);
  setUp(parser, print, quote)
    .summary(command.summary)
    .description(`${command.summary}.`)
    .usage(command.usage)
    .addHelpText("after", toEnvironment(command.environment))
    .addHelpText("after", toExamples(command.examples));
  const operands: string[] = [];
  for (const [name, input] of Object.entries(command.inputs)) {
    if (input.isArgument === true) {
      operands.push(name);
      parser.addArgument(toArgument(input));
    } else {
      parser.addOption(new Option(toFlags(name, input), describe(input)));
      parser.on(`option:${name}`, (text: string | undefined) => onValue(name, text ?? ""));
    }
  }
  return parser.action(() => {
    // The last argument takes all that follow.
    for (const [at, text] of parser.args.entries()) onValue(operands[at] ?? operands.at(-1) ?? "", text);
    onCalled(command);
  });
};

/**
 * Adds commands and groups to the parser of what they belong to: the program, or a group.
 *
 * @param path - The words that call it.
 */
export const addEntries = <Io>(
  parser: Parser,
  path: string,
  entries: readonly Entry<Io>[],
  listener: Listener<Io>,
): Parser => {
  parser
    .usage("COMMAND [options]")
    .helpCommand("help [COMMAND]", "Show the help of a command")
    .enablePositionalOptions()
    .addHelpText("after", `\nRun ${path} COMMAND --help for the options of a command.`);
  for (const entry of entries) {
    parser.addCommand(isGroup(entry) ? buildGroup(path, entry, listener) : buildCommand(entry, listener));
  }
  return parser;
};

const buildGroup = <Io>(path: string, { name, summary, commands }: Group<Io>, listener: Listener<Io>): Parser => {
  const parser = setUp(new Parser(name), listener.print, listener.quote).summary(summary).description(`${summary}.`);
  return addEntries(parser, `${path} ${name}`, commands, listener);
};
