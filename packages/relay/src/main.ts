import { stripVTControlCharacters } from "node:util";
import { defineCommand, renderUsage, runCommand, type ArgsDef, type CommandDef } from "citty";
import manifest from "../package.json" with { type: "json" };
import { CommandError } from "./command-error.ts";
import { buildMapCommand } from "./commands/map.ts";
import { buildRelayCommand } from "./commands/relay.ts";
import { buildValidateCommand } from "./commands/validate.ts";
import type { Io } from "./io.ts";
import { print } from "./terminal/print.ts";
import { throughTerminal } from "./terminal.ts";
import { quote } from "./terminal/quote.ts";

const toRunnable = <Args extends ArgsDef>(command: CommandDef<Args>) => ({
  run: (rawArgs: string[]) => runCommand(command, { rawArgs }),
  usage: () => renderUsage(command),
});

/**
 * Runs `email-events`.
 *
 * @param argv - The words after the program's name.
 * @returns The exit code: that of `toExitCode`, and 2 for wrong usage.
 */
export const main = async (argv: readonly string[], given: Io): Promise<number> => {
  const io = throughTerminal(given);
  let exitCode = 0;
  const exit = (code: number): void => void (exitCode = code);
  const relay = buildRelayCommand(io, exit);
  const validate = buildValidateCommand(io, exit);
  const map = buildMapCommand(io, exit);
  const commands = new Map([
    ["relay", toRunnable(relay)],
    ["validate", toRunnable(validate)],
    ["map", toRunnable(map)],
  ]);
  const program = defineCommand({
    meta: { name: "email-events", description: manifest.description, version: manifest.version },
    subCommands: { relay, validate, map },
  });
  const [name = "", ...rawArgs] = argv;
  const command = commands.get(name);
  try {
    if (argv.some((word) => word === "--help" || word === "-h")) {
      const usage = await (command ?? toRunnable(program)).usage();
      return (await print(io, { lines: stripVTControlCharacters(usage).split("\n") }, "the help")) ? 0 : 2;
    }
    if (name === "--version") return (await print(io, { lines: [manifest.version] }, "the version")) ? 0 : 2;
    if (command === undefined) {
      const what = name === "" ? "Say what to do" : `There is no command "${quote(name)}"`;
      throw new CommandError(`${what}; run email-events relay, validate or map, or --help.`);
    }
    await command.run(rawArgs);
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    io.messages.line(error.message);
    return 2;
  }
};
