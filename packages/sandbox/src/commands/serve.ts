import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { defineCommand, flag, number, withDefault } from "@email-events/cli";
import { redact } from "@email-events/core/mapping";
import type { Received } from "../pipelines-api/create-record.ts";
import { startSandbox } from "../pipelines-api/create-sandbox.ts";
import { formatRequest } from "../inspection/format-request.ts";
import type { RecordedRequest } from "../inspection/recorded-request.ts";
import type { CommandIo } from "../io.ts";
import { openBrowser } from "../page/open-browser.ts";
import { readPage } from "../page/page-files.ts";
import { credential } from "./credential.ts";
import { listen } from "./listen.ts";

/** Returns what was received, without addresses in the names of events; names that become the same are counted together. */
const withoutAddresses = (received: Received): Received => {
  const events = new Map<string, number>();
  for (const [name, count] of Object.entries(received.events)) {
    const shown = redact(name);
    events.set(shown, (events.get(shown) ?? 0) + count);
  }
  return { ...received, events: Object.fromEntries(events) };
};

/** Beside the built program; absent where it runs from its sources. */
const pageFolder = (): string => fileURLToPath(new URL("./playground/", import.meta.url));

/** `email-events-sandbox serve`: runs the sandbox until it is interrupted, then prints what it received. */
export const serveCommand = defineCommand({
  name: "serve",
  summary: "Run a Pipelines API on 127.0.0.1",
  usage: "[options]",
  inputs: {
    port: withDefault(number("PORT", { least: 0, most: 65_535 }, "port on 127.0.0.1, 0 for any free one"), "4180"),
    "write-key": credential("KEY", "write key"),
    quiet: flag("don't print a line per request"),
    open: flag("open the page in the browser"),
  },
  examples: ["npx @email-events/sandbox serve", "npx @email-events/sandbox serve --port 0 --write-key test-key"],
  run: async ({ open, port, quiet, "write-key": writeKey }, { terminal, signal }: CommandIo) => {
    const page = readPage(pageFolder());
    const onRequest = (request: RecordedRequest): void => terminal.error(formatRequest(request));
    const sandbox = await listen(port, () =>
      startSandbox({ port, ...(writeKey !== undefined && { writeKey }), ...(!quiet && { onRequest }) }, page),
    );
    terminal.out(`Pipelines API at ${sandbox.url}; stop it with Ctrl-C.`);
    if (page.size > 0) terminal.out(`Open ${sandbox.url}/ to see what arrives, and why an event doesn't.`);
    if (open && !(await openBrowser(`${sandbox.url}/`)))
      terminal.error("Can't open a browser; open the address yourself.");
    if (!signal.aborted) await once(signal, "abort");
    await sandbox.close();
    terminal.json(withoutAddresses(sandbox.received()));
    return 0;
  },
});
