import { stripVTControlCharacters } from "node:util";
import { defineCommand, renderUsage, runCommand, type ArgsDef, type CommandDef } from "citty";
import { UsageError } from "./check-arguments.ts";
import { buildGenerateCommand } from "./commands/generate.ts";
import { buildServeCommand } from "./commands/serve.ts";
import type { Io } from "./io.ts";
import { createTerminal } from "./terminal.ts";

const toRunnable = <Args extends ArgsDef>(command: CommandDef<Args>) => ({
  run: (rawArgs: string[]) => runCommand(command, { rawArgs }),
  usage: () => renderUsage(command),
});

/**
 * Runs `email-events-sandbox`.
 *
 * @param argv - The words after the program's name.
 * @returns The exit code: 0, or 2 for wrong usage.
 */
export const main = async (argv: readonly string[], { signal, ...streams }: Io): Promise<number> => {
  const terminal = createTerminal(streams);
  const io = { terminal, signal };
  const serve = buildServeCommand(io);
  const generate = buildGenerateCommand(io);
  const commands = new Map([
    ["serve", toRunnable(serve)],
    ["generate", toRunnable(generate)],
  ]);
  const program = defineCommand({
    meta: { name: "email-events-sandbox", description: "A local Pipelines API and an event generator." },
    subCommands: { serve, generate },
  });
  const [name = "", ...rawArgs] = argv;
  const command = commands.get(name);
  try {
    if (argv.some((word) => word === "--help" || word === "-h")) {
      const usage = await (command ?? toRunnable(program)).usage();
      stripVTControlCharacters(usage).split("\n").forEach(terminal.out);
      return 0;
    }
    if (command === undefined) throw new UsageError("Say what to do: email-events-sandbox serve, or generate.");
    await command.run(rawArgs);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.error(error.message);
    return 2;
  }
};
