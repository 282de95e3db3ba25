import { once } from "node:events";
import { defineCommand } from "citty";
import { checkArguments, UsageError } from "../check-arguments.ts";
import { createSandbox, type Sandbox } from "../create-sandbox.ts";
import type { Io } from "../io.ts";
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

/** `email-events-sandbox serve`: runs the sandbox until it is interrupted, then prints what it received. */
export const buildServeCommand = (io: Io) =>
  defineCommand({
    meta: { name: "email-events-sandbox serve", description: "Run a Pipelines API on 127.0.0.1." },
    args,
    run: async (context) => {
      checkArguments("email-events-sandbox serve", context.rawArgs, args);
      const port = readNumber("--port", context.args.port, 65_535);
      const sandbox = await start(port, context.args["write-key"]);
      io.stdout.write(`Pipelines API at ${sandbox.url}; stop it with Ctrl-C.\n`);
      if (!io.signal.aborted) await once(io.signal, "abort");
      await sandbox.close();
      io.stdout.write(`${JSON.stringify(sandbox.received())}\n`);
    },
  });
