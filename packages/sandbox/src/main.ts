import { parse, type Program, UsageError, watchOutputs } from "@email-events/cli";
import { toLine } from "@email-events/core/mapping";
import manifest from "../package.json" with { type: "json" };
import { generateCommand } from "./commands/generate.ts";
import { sendCommand } from "./commands/send.ts";
import { serveCommand } from "./commands/serve.ts";
import { streamCommand } from "./commands/stream.ts";
import type { CommandIo, Io } from "./io.ts";
import { createTerminal } from "./terminal.ts";

const program: Program<CommandIo> = {
  name: "email-events-sandbox",
  summary: manifest.description,
  version: manifest.version,
  commands: [serveCommand, streamCommand, sendCommand, generateCommand],
  quote: toLine,
};

const run = async (argv: readonly string[], io: CommandIo): Promise<number> => {
  const { terminal } = io;
  try {
    const call = parse(program, argv);
    if (call.kind === "run") return await call.run(io);
    call.lines.forEach(terminal.out);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.error(`error: ${error.message}`);
    return 2;
  }
};

/**
 * Runs `email-events-sandbox`.
 *
 * @param argv - The words after the program's name.
 * @returns The exit code: 0, or 2 for wrong usage and for standard output that can't be written.
 */
export const main = async (argv: readonly string[], { signal, ...streams }: Io): Promise<number> => {
  const outputs = watchOutputs(streams);
  const io = { terminal: createTerminal(streams), signal: AbortSignal.any([signal, outputs.failed]) };
  return outputs.settle(await run(argv, io));
};
