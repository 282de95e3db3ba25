import { parse, type Program, UsageError } from "@email-events/cli";
import manifest from "../package.json" with { type: "json" };
import { CommandError } from "./command-error.ts";
import { configGroup } from "./commands/config-print.ts";
import { deliverCommand } from "./commands/deliver.ts";
import { explainCommand } from "./commands/explain-events.ts";
import { ingestCommand } from "./commands/ingest.ts";
import { mapCommand } from "./commands/map.ts";
import { operateGroups } from "./commands/operate/groups.ts";
import { relayCommand } from "./commands/relay.ts";
import { runCommand } from "./commands/run.ts";
import { validateCommand } from "./commands/validate.ts";
import type { Io } from "./io.ts";
import { print } from "./terminal/print.ts";
import { quote } from "./terminal/quote.ts";
import { type CommandIo, throughTerminal } from "./terminal.ts";

const program: Program<CommandIo> = {
  name: "email-events",
  summary: manifest.description,
  version: manifest.version,
  commands: [
    relayCommand,
    runCommand,
    ingestCommand,
    deliverCommand,
    validateCommand,
    mapCommand,
    explainCommand,
    ...operateGroups,
    configGroup,
  ],
  quote,
};

/**
 * Runs `email-events`.
 *
 * @param argv - The words after the program's name.
 * @returns The exit code of the command; 2 for wrong usage and for a `CommandError`.
 */
export const main = async (argv: readonly string[], given: Io): Promise<number> => {
  const io = throughTerminal(given);
  try {
    const call = parse(program, argv);
    if (call.kind === "run") return await call.run(io);
    return (await print(io, { lines: call.lines }, `the ${call.kind}`)) ? 0 : 2;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    io.messages.line(`error: ${error.message}`);
    if (error instanceof CommandError) error.details.forEach((detail) => io.messages.line(`  ${detail}`));
    return 2;
  }
};
