import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { streamRequests } from "./event-stream.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const add = (log: RequestLog, count: number): void => {
  for (let index = 0; index < count; index += 1)
    log.add({
      timeMs: 0,
      endpoint: "/v1/track",
      isStrict: false,
      isKeyAccepted: true,
      status: 200,
      sizeBytes: 2,
      errors: [],
      outcome: "accepted",
      reasons: [],
      callCount: 1,
      body: Buffer.from("{}"),
    });
};

/** Returns a function that reads the numbers of the requests in the next part of a stream. */
const readNumbers = (log: RequestLog, signal: AbortSignal) => {
  const reader = streamRequests(log, 0, signal).getReader();
  return async (): Promise<readonly number[]> => {
    const { value } = await reader.read();
    return Array.from(
      Buffer.from(value ?? [])
        .toString("utf8")
        .matchAll(/^id: (\d+)$/gm),
      ([, id]) => Number(id),
    );
  };
};

it("sends the first request at once, and those that follow it soon together", async () => {
  const log = createRequestLog({ maxBytes: 1_000_000, maxRequests: 1_000 });
  const closing = new AbortController();
  const next = readNumbers(log, closing.signal);
  expect(await next()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  const first = next();
  add(log, 1);
  expect(await first).toEqual([1]);
  const rest = next();
  add(log, 1);
  await vi.advanceTimersByTimeAsync(10);
  add(log, 2);
  await vi.advanceTimersByTimeAsync(50);
  expect(await rest).toEqual([2, 3, 4]);
  closing.abort();
  expect(await next()).toEqual([]);
});

it("sends what waits in the record without pauses", async () => {
  const log = createRequestLog({ maxBytes: 1_000_000, maxRequests: 1_000 });
  add(log, 250);
  const closing = new AbortController();
  const next = readNumbers(log, closing.signal);
  await next();
  await vi.advanceTimersByTimeAsync(0);
  const parts = [(await next()).length, (await next()).length, (await next()).length];
  expect(parts).toEqual([100, 100, 50]);
  closing.abort();
});

it("ends at once when the sandbox closes, while requests are gathered", async () => {
  const log = createRequestLog({ maxBytes: 1_000_000, maxRequests: 1_000 });
  add(log, 1);
  const closing = new AbortController();
  const next = readNumbers(log, closing.signal);
  await next();
  await next();
  const last = next();
  closing.abort();
  expect(await last).toEqual([]);
});
