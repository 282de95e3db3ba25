import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createSandbox, type Sandbox } from "./create-sandbox.ts";
import { hostileConnection } from "../testing/hostile-connection.ts";
import { writeKey } from "../testing/hostile-heads.ts";
import { sendRaw } from "../testing/raw-connection.ts";

const keep = 50;
let sandbox: Sandbox;
let port = 0;
beforeAll(async () => {
  sandbox = await createSandbox({ writeKey, keep });
  port = Number(new URL(sandbox.url).port);
});
afterAll(() => sandbox.close());
afterEach(() => void vi.restoreAllMocks());

const track = '{"type":"track","event":"Own","userId":"ada"}';

const askNormally = async (): Promise<number> => {
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, "x-strict-mode": "1" };
  return (await fetch(`${sandbox.url}/v1/track`, { method: "POST", headers, body: track })).status;
};

const stackFrame = /\bat .*:\d+:\d+|node_modules|node:internal|file:\/\//;

const checkRecord = (): void => {
  const { requests, calls, accepted, dropped, rejected, events } = sandbox.received();
  expect(calls).toBe(accepted + dropped + rejected);
  expect(requests).toBeGreaterThan(0);
  expect(Object.values(events).reduce((sum, count) => sum + count, 0)).toBe(accepted);
  expect(Object.keys(events).length).toBeLessThanOrEqual(1_001);
  expect(Math.max(0, ...Object.keys(events).map((name) => name.length))).toBeLessThanOrEqual(200);
  expect(sandbox.events().length).toBeLessThanOrEqual(keep);
  expect(JSON.stringify(sandbox.events()).length).toBeLessThan(keep * 33_000);
};

// FUZZ_HTTP=20000 is the long mode: this many runs with one to eight concurrent connections.
const numRuns = Number(process.env["FUZZ_HTTP"] ?? 40);

it(
  "answers or closes hostile connections, and continues to answer",
  async () => {
    const logged = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
    const counts: Record<string, number> = {};
    const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(fc.array(hostileConnection, { minLength: 1, maxLength: 8 }), async (connections) => {
        const answers = await Promise.all(connections.map((connection) => sendRaw(port, connection)));
        for (const { text, isClosed } of answers) {
          expect(isClosed).toBe(true);
          if (text !== "") expect(text).toMatch(/^HTTP\/1\.1 [1-5]\d\d /);
          expect(text).not.toMatch(/HTTP\/1\.1 500/);
          expect(text).not.toMatch(stackFrame);
          expect(text).not.toContain(writeKey);
          expect(text).not.toContain(btoa(`${writeKey}:`));
          expect(text.length).toBeLessThan(200_000);
          count("connections");
          if (text === "") count("closed without an answer");
          for (const [, status] of text.matchAll(/HTTP\/1\.1 (\d{3}) /g)) count(`answers ${status}`);
        }
        expect(await askNormally()).toBe(200);
        checkRecord();
      }),
      { numRuns },
    );
    for (const log of logged) expect(log).not.toHaveBeenCalled();
    if (process.env["FUZZ_HTTP"] !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`);
  },
  60_000 + numRuns * 1_000,
);
