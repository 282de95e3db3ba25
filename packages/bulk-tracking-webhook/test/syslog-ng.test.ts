import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWebhookHandler, WebhookBusyError, type WebhookItem } from "../src/index.ts";
import { secret } from "../src/testing/post.ts";

const program = "/usr/sbin/syslog-ng";

/** Lists of at most 50 lines; what isn't confirmed is kept, and sent again a second later. */
const configOf = (folder: string, port: number): string => `@version: 3.35
options { stats-freq(0); time-reopen(1); };
source events { file("${folder}/events.ndjson" flags(no-parse) follow-freq(0.1)); };
destination webhook {
  http(
    url("http://127.0.0.1:${port}/events") method("POST")
    headers("Authorization: Bearer ${secret}", "Content-Type: application/json")
    body-prefix("[") body("$MSG") delimiter(",") body-suffix("]")
    batch-lines(50) batch-timeout(100) retries(1000)
    response-action(429 => retry, 503 => retry)
  );
};
log { source(events); destination(webhook); flags(flow-control); };
`;

const count = 400;

const ids = Array.from({ length: count }, (_, index) => `e-${index}`);

let folder: string;
let server: Server | undefined;
let sender: ChildProcess | undefined;

const stored: unknown[] = [];

/** Starts the webhook, on any port at first. */
const listen = async (port: number, accept: (items: readonly WebhookItem[]) => Promise<void>): Promise<number> => {
  const handle = createWebhookHandler({ auth: { secret }, accept });
  server = createAdaptorServer({ fetch: handle, overrideGlobalObjects: false }) as Server;
  await once(server.listen(port, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
};

const stop = async (): Promise<void> => {
  server?.closeAllConnections();
  if (server?.listening === true) await once(server.close(), "close");
};

const store = (items: readonly WebhookItem[]): void => {
  for (const item of items) stored.push(item.status === "parsed" ? item.value["event_id"] : item.status);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "email-events-syslog-"));
  stored.splice(0);
});

afterEach(async () => {
  if (sender?.exitCode === null && sender.kill("SIGKILL")) await once(sender, "exit");
  await stop();
  await rm(folder, { recursive: true });
});

describe.skipIf(!existsSync(program))("syslog-ng", () => {
  it("delivers every line through 429, 503 and a restart", { timeout: 60_000 }, async () => {
    let requests = 0;
    let hasTroubled = (): void => undefined;
    const troubled = new Promise<void>((resolve) => {
      hasTroubled = resolve;
    });
    const port = await listen(0, async (items) => {
      requests += 1;
      if (requests === 2) throw new Error("no disk");
      if (requests === 4) throw new WebhookBusyError(1);
      store(items);
      if (requests === 6) hasTroubled();
    });

    const events = ids.map((id) => ({ type: "open", event_id: id, timestamp: "1649248573401", recipient: "a@b.test" }));
    await writeFile(join(folder, "events.ndjson"), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    await writeFile(join(folder, "syslog-ng.conf"), configOf(folder, port));
    const own = ["persist", "pid", "ctl"].map((name) => join(folder, name));
    const files = [`--persist-file=${own[0]}`, `--pidfile=${own[1]}`, `--control=${own[2]}`];
    sender = spawn(program, ["-F", "--no-caps", "-f", join(folder, "syslog-ng.conf"), ...files], { stdio: "ignore" });

    await troubled;
    await stop();
    await new Promise<void>((resolve, reject) => {
      const accept = async (items: readonly WebhookItem[]): Promise<void> => {
        store(items);
        if (new Set(stored).size === count) resolve();
      };
      listen(port, accept).catch(reject);
    });
    expect(new Set(stored)).toEqual(new Set(ids));
  });
});
