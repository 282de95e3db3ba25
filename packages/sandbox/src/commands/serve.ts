import { once } from "node:events";
import { redact } from "@email-events/core/mapping";
import { defineCommand } from "citty";
import { checkArguments, UsageError } from "../check-arguments.ts";
import type { Received } from "../create-record.ts";
import { createSandbox, type Sandbox } from "../create-sandbox.ts";
import type { CommandIo } from "../io.ts";
import { readNumber } from "../read-number.ts";

const args = {
  port: { type: "string", description: "Port on 127.0.0.1", default: "4180", valueHint: "PORT" },
  "write-key": { type: "string", description: "The only write key to let in; any by default", valueHint: "KEY" },
} as const;

const start = async (port: number, writeKey: string | undefined): Promise<Sandbox> => {
  try {
    return await createSandbox({ port, ...(writeKey !== undefined && { writeKey }) });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error;
    if (!isTaken && !(error instanceof TypeError)) throw error;
    throw new UsageError(
      isTaken ? `Port ${port} can't be used; choose another with --port, or 0 for any.` : `${error.message}.`,
      { cause: error },
    );
  }
};

/** What was received, with names of events that can be shown; those that look alike then are counted together. */
const withoutAddresses = (received: Received): Received => {
  const events = new Map<string, number>();
  for (const [name, count] of Object.entries(received.events)) {
    const shown = redact(name);
    events.set(shown, (events.get(shown) ?? 0) + count);
  }
  return { ...received, events: Object.fromEntries(events) };
};

/** `email-events-sandbox serve`: runs the sandbox until it is interrupted, then prints what it received. */
export const buildServeCommand = ({ terminal, signal }: CommandIo) =>
  defineCommand({
    meta: { name: "email-events-sandbox serve", description: "Run a Pipelines API on 127.0.0.1." },
    args,
    run: async (context) => {
      checkArguments("email-events-sandbox serve", context.rawArgs, args);
      const port = readNumber("--port", context.args.port, 65_535);
      const sandbox = await start(port, context.args["write-key"]);
      terminal.out(`Pipelines API at ${sandbox.url}; stop it with Ctrl-C.`);
      if (!signal.aborted) await once(signal, "abort");
      await sandbox.close();
      terminal.json(withoutAddresses(sandbox.received()));
    },
  });
