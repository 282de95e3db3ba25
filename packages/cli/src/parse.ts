import { Command as Parser, CommanderError } from "commander";
import type { Command } from "./command.ts";
import { buildCommand, setUp } from "./build-command.ts";
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
  const parser = setUp(new Parser(name), print, quote)
    .description(summary)
    .usage("COMMAND [options]")
    .version(version, "--version", "show the version")
    .helpCommand("help [COMMAND]", "Show the help of a command")
    .enablePositionalOptions()
    .addHelpText("after", `\nRun ${name} COMMAND --help for the options of a command.`);
  const called: Command<Io>[] = [];
  for (const command of commands) {
    parser.addCommand(buildCommand(command, { quote, print, onValue, onCalled: () => called.push(command) }));
  }
  try {
    // Commander takes `--help` behind `help` for the name of a command.
    const isHelpOfHelp = argv[0] === "help" && /^(--help|-h)$/.test(argv[1] ?? "");
    parser.parse(isHelpOfHelp ? ["--help"] : argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: error.code === "commander.version" ? "version" : "help", lines: toLines(printed) };
  }
  const [command] = called;
  if (command === undefined) throw new Error("A command line was parsed without a command or an error.");
  return { kind: "run", run: command.prepare(written, quote) };
};
