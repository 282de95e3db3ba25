import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { bundle } from "../src/testing/bundle.ts";
import { toCalls } from "../src/testing/fake-transport.ts";
import { startLoopback } from "../src/testing/loopback.ts";

/** A process that sends 20 events, one request each, and prints their outcomes. */
const program = (client: string, endpoint: string): string => `
import { createPipelinesClient } from ${JSON.stringify(client)};
const client = createPipelinesClient({
  writeKey: "key", endpoint: ${JSON.stringify(endpoint)}, mode: "track", maxInFlight: 10, timeoutMs: 400, deadlineMs: 800,
});
const outcomes = Array.from({ length: 20 }, (_, n) =>
  client.track({ type: "track", event: "Email Opened", userId: "u", messageId: String(n), properties: { email_id: "e" } }),
);
const told = await Promise.all(outcomes);
console.log(JSON.stringify(told.map(({ status, reason }) => [status, reason])));
await client.close();
`;

describe("a process that gets SIGSTOP and SIGCONT", () => {
  it.each(["index.ts", "fetch.ts"] as const)(
    "sends nothing twice and reports correct outcomes, even beyond its deadline: %s",
    async (entry) => {
      const folder = await mkdtemp(join(tmpdir(), "email-events-freeze-"));
      let child: ReturnType<typeof spawn> | undefined;
      const stopped = { is: false };
      await using server = await startLoopback((_, response) => {
        // The process is stopped while the first ten requests are in flight, and their answers arrive meanwhile.
        if (!stopped.is) child?.kill("SIGSTOP");
        stopped.is = true;
        setTimeout(() => response.end("{}"), 100);
      });
      try {
        await writeFile(join(folder, "client.mjs"), await bundle(entry));
        await writeFile(join(folder, "main.mjs"), program("./client.mjs", server.url));
        child = spawn(process.execPath, [join(folder, "main.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
        const { stdout } = child;
        const said: Buffer[] = [];
        stdout?.on("data", (part: Buffer) => said.push(part));
        const exited = once(child, "exit");
        await expect.poll(() => server.received.length).toBeGreaterThan(0);
        await sleep(1_500);
        child.kill("SIGCONT");
        await exited;
        expect(JSON.parse(Buffer.concat(said).toString())).toEqual(
          Array.from({ length: 20 }, () => ["delivered", null]),
        );
        const delivered = server.received.flatMap(({ body }) =>
          toCalls(body.toString()).map((call) => call["messageId"]),
        );
        expect(delivered).toHaveLength(20);
        expect(new Set(delivered).size).toBe(20);
      } finally {
        child?.kill("SIGKILL");
        await rm(folder, { recursive: true, force: true });
      }
    },
    15_000,
  );
});
