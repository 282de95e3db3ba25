import { Command as Parser, CommanderError } from "commander";
import type { Command } from "./command.ts";
import { askForHelp } from "./ask-for-help.ts";
import { addEntries, setUp } from "./build-command.ts";
import type { Call, Program } from "./program.ts";
import { UsageError } from "./usage-error.ts";

/** Commander spreads words into a call, and the stack holds some 100,000 of them. */
const maxWords = 50_000;

/** Lines of a text without the empty ones at its end. */
const toLines = (text: string): readonly string[] => text.trimEnd().split("\n");

/**
 * Parses a command line. Prints nothing and runs nothing.
 *
 * @param argv - The words after the program's name.
 * @throws UsageError for a command line that can't be run.
 */
export const parse = <Io>(program: Program<Io>, argv: readonly string[]): Call<Io> => {
  if (argv.length > maxWords) throw new UsageError(`Too many arguments (${argv.length})`);
  const { name, summary, version, commands, quote } = program;
  const written = new Map<string, string[]>();
  let printed = "";
  const print = (text: string): void => void (printed += text);
  const onValue = (key: string, text: string): void => {
    const texts = written.get(key) ?? [];
    texts.push(text);
    written.set(key, texts);
  };
  const called: Command<Io>[] = [];
  const onCalled = (command: Command<Io>): void => void called.push(command);
  const parser = setUp(new Parser(name), print, quote)
    .description(summary)
    .version(version, "--version", "show the version");
  addEntries(parser, name, commands, { quote, print, onValue, onCalled });
  try {
    parser.parse(askForHelp(commands, argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: error.code === "commander.version" ? "version" : "help", lines: toLines(printed) };
  }
  const [command] = called;
  if (command === undefined) throw new Error("A command line was parsed without a command or an error.");
  return { kind: "run", run: command.prepare(written, quote) };
};
