import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { freePort } from "../src/testing/free-port.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";

/** Of the Debian package `syslog-ng-core`, with `syslog-ng-mod-http`. */
const program = "/usr/sbin/syslog-ng";

/** Lists of at most 25 lines; what isn't confirmed is kept, and sent again a second later. */
const configOf = (folder: string, port: number): string => `@version: 3.35
options { stats-freq(0); time-reopen(1); log-msg-size(65536); };
source events { file("${folder}/events.ndjson" flags(no-parse) follow-freq(0.1)); };
destination webhook {
  http(
    url("http://127.0.0.1:${port}/events") method("POST")
    headers("Authorization: Bearer ${secrets.WEBHOOK_SECRET}", "Content-Type: application/json")
    body-prefix("[") body("$MSG") delimiter(",") body-suffix("]")
    batch-lines(25) batch-timeout(100) retries(1000)
    response-action(429 => retry, 503 => retry)
  );
};
log { source(events); destination(webhook); flags(flow-control); };
`;

const startSyslogNg = async (folder: string, port: number, lines: string): Promise<ChildProcess> => {
  const config = join(folder, "syslog-ng.conf");
  await writeFile(config, configOf(folder, port));
  await writeFile(join(folder, "events.ndjson"), lines);
  const [persist, pid, ctl] = ["persist", "pid", "ctl"].map((name) => join(folder, name));
  const files = [`--persist-file=${persist}`, `--pidfile=${pid}`, `--control=${ctl}`];
  const child = spawn(program, ["-F", "--no-caps", "-f", config, ...files], { stdio: "ignore" });
  onTestFinished(async () => {
    if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
  });
  return child;
};

describe.skipIf(!existsSync(program))("syslog-ng, which posts to a run", () => {
  it("delivers every line once, through 429 of a full state and restarts", { timeout: 60_000 }, async () => {
    let isDown = true;
    const api = await startSandbox({ keep: 1_000, respond: () => (isDown ? { status: 503 } : undefined) });
    const [folder, port] = [await temporaryFolder(), await freePort()];
    // More than the state may hold.
    const padding = "x".repeat(6_000);
    const events = [...generateBulkTrackingEvents({ seed: 31, count: 300 })].map((event) => ({ ...event, padding }));
    const argv = [
      "--source=webhook",
      `--webhook-listen=127.0.0.1:${port}`,
      `--to=${api.url}`,
      `--state=${join(folder, "state")}`,
      "--state-max-bytes=1000000",
    ];
    const first = startRun([...argv, "--grace=50ms"]);
    await first.webhook();
    await startSyslogNg(folder, port, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    await until(() => first.err().includes("holds as much as its limit"), "the state is full");
    await expect(first.stop()).resolves.toMatchObject({ exitCode: 5 });
    const second = startRun(argv);
    await until(() => second.err().includes("HTTP 503"), "it goes on with what is stored");
    isDown = false;
    const ids = (): readonly string[] => [...new Set(api.events().map(({ messageId }) => String(messageId)))];
    await until(() => ids().length >= 100, "some are delivered");
    await expect(second.stop()).resolves.toMatchObject({ exitCode: 0 });
    const third = startRun(argv);
    await until(() => ids().length >= events.length, "all are delivered", 30_000);
    await expect(third.stop()).resolves.toMatchObject({ exitCode: 0, report: { invalid: 0, rejected: 0 } });
    expect(ids().toSorted()).toEqual(deliverableIds("webhook", events));
    expect(api.received().accepted).toBe(events.length);
  });
});
