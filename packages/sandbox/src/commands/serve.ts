import { once } from "node:events";
import { defineCommand, number, UsageError, value, withDefault } from "@email-events/cli";
import { redact } from "@email-events/core/mapping";
import type { Received } from "../create-record.ts";
import { createSandbox, type Sandbox } from "../create-sandbox.ts";
import type { CommandIo } from "../io.ts";

const start = async (port: number, writeKey: string | undefined): Promise<Sandbox> => {
  try {
    return await createSandbox({ port, ...(writeKey !== undefined && { writeKey }) });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(`Can't listen on port ${port} (choose another --port, or 0 for any free one)`, {
      cause: error,
    });
  }
};

/** Returns what was received, without addresses in the names of events; names that become the same are counted together. */
const withoutAddresses = (received: Received): Received => {
  const events = new Map<string, number>();
  for (const [name, count] of Object.entries(received.events)) {
    const shown = redact(name);
    events.set(shown, (events.get(shown) ?? 0) + count);
  }
  return { ...received, events: Object.fromEntries(events) };
};

/** `email-events-sandbox serve`: runs the sandbox until it is interrupted, then prints what it received. */
export const serveCommand = defineCommand({
  name: "serve",
  summary: "Run a Pipelines API on 127.0.0.1",
  usage: "[options]",
  inputs: {
    port: withDefault(number("PORT", { least: 0, most: 65_535 }, "port on 127.0.0.1, 0 for any free one"), "4180"),
    "write-key": value("KEY", "the only write key to accept; any key by default", (written, { name }) => {
      if (written.trim() !== "") return written;
      throw new UsageError(`${name} must not be blank (leave it out to accept any key)`);
    }),
  },
  examples: ["email-events-sandbox serve", "email-events-sandbox serve --port 0 --write-key test-key"],
  run: async ({ port, "write-key": writeKey }, { terminal, signal }: CommandIo) => {
    const sandbox = await start(port, writeKey);
    terminal.out(`Pipelines API at ${sandbox.url}; stop it with Ctrl-C.`);
    if (!signal.aborted) await once(signal, "abort");
    await sandbox.close();
    terminal.json(withoutAddresses(sandbox.received()));
    return 0;
  },
});
