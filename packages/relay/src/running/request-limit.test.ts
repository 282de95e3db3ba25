import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@email-events/store";
import { expect, it, onTestFinished } from "vitest";
import { requestLimitOf } from "./request-limit.ts";

it.each([
  [undefined, 10_000_000],
  [50_000_000, 10_000_000],
  [49_000_000, 9_800_000],
  [1_000_000, 200_000],
])("with a state of at most %s bytes, a request may have %i bytes", (stateMaxBytes, expected) => {
  const limits = { ...(stateMaxBytes !== undefined && { stateMaxBytes }) };
  const { maxBodyBytes, warning = "" } = requestLimitOf({ sources: ["webhook"], ...limits });
  expect(maxBodyBytes).toBe(expected);
  expect(warning.includes(`above ${expected} bytes`)).toBe(expected < 10_000_000);
  expect(requestLimitOf({ sources: ["airship"], ...limits })).not.toHaveProperty("warning");
});

it.each([1, 1_400, 2_040, 4_100, 8_000, 199_000])(
  "a request of that size fits beside all the ids that a state remembers, in events of %i bytes",
  (eventBytes) => {
    const folder = mkdtempSync(join(tmpdir(), "request-limit-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateMaxBytes = 1_000_000;
    const store = openStore(join(folder, "state"), { maxBytes: stateMaxBytes, rememberIds: 1_000_000 });
    onTestFinished(() => store.close());
    const ids = (from: number) => Array.from({ length: 2_000 }, (_, index) => `some-id-of-an-event-${from + index}`);
    for (let from = 0; from < 20_000; from += 2_000) store.commit({ rememberUnseen: ids(from) });
    const { maxBodyBytes } = requestLimitOf({ sources: ["webhook"], stateMaxBytes });
    const count = Math.min(50_000, Math.floor(maxBodyBytes / eventBytes));
    const payloads = Array.from({ length: count }, () => Buffer.alloc(eventBytes));
    const change = { appendChunks: [{ source: "webhook", receivedAt: 1, payloads }] };
    expect(store.commit(change).numbers).toHaveLength(count);
  },
);
