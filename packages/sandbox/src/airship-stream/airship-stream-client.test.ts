import { afterEach, describe, expect, it } from "vitest";
import {
  AirshipStreamError,
  createAirshipStream,
  createWatermark,
  emailFeedback,
  parseItem,
  type AirshipStreamOptions,
  type StreamState,
} from "@email-events/airship-stream";
import { createAirshipStreamSandbox, type AirshipStreamSandbox } from "./create-airship-stream-sandbox.ts";
import { streamBreaks, type StreamFault } from "./stream-fault.ts";
import type { AirshipStreamSandboxOptions } from "./stream-sandbox-options.ts";

const open: AirshipStreamSandbox[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))));

const start = async (options: AirshipStreamSandboxOptions = {}): Promise<AirshipStreamSandbox> => {
  const sandbox = await createAirshipStreamSandbox(options);
  open.push(sandbox);
  return sandbox;
};

/** A clock that is fifty times as fast. */
const quickClock = {
  now: () => Date.now(),
  after: (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms / 50);
    return () => clearTimeout(timer);
  },
};

interface Event {
  readonly id: string;
  readonly offset: string;
}

interface Read {
  readonly events: readonly Event[];
  readonly states: readonly StreamState[];
  readonly offset: string | undefined;
}

/** Options that a test sets, or takes away. */
type Changes = { readonly [Name in keyof AirshipStreamOptions]?: AirshipStreamOptions[Name] | undefined };

/** Reads until that many different events have come, or the stream is refused. */
const read = async ({ url }: AirshipStreamSandbox, count: number, options: Changes = {}): Promise<Read> => {
  const states: StreamState[] = [];
  const watermark = createWatermark();
  const events: Event[] = [];
  const ids = new Set<string>();
  const base = { appKey: "a", token: "t", endpoint: url, start: "EARLIEST", clock: quickClock };
  const all = { ...base, onState: (state: StreamState) => void states.push(state), ...options } as AirshipStreamOptions;
  for await (const { items, offset } of createAirshipStream(all)) {
    const ticket = watermark.enter(offset);
    for (const item of items) {
      const parsed = parseItem(item);
      if (parsed.status === "invalid") throw new Error(parsed.reason);
      const event = parsed.value as Event;
      events.push(event);
      ids.add(event.id);
    }
    watermark.settle(ticket);
    if (ids.size >= count) break;
  }
  return { events, states, offset: watermark.committed() };
};

const offsetsOf = ({ events }: Read): readonly string[] => events.map(({ offset }) => offset);

describe("the client of the stream, against the sandbox", () => {
  it("reads all events, in order, each offset once", async () => {
    const sandbox = await start({ count: 1_000, duplicates: 0.05, gzip: "always", redirect: true });
    const done = await read(sandbox, 1_000, { idleTimeoutMs: 5_000_000 });
    expect(new Set(offsetsOf(done)).size).toBe(done.events.length);
    expect(offsetsOf(done)).toEqual(offsetsOf(done).toSorted());
    expect(sandbox.received()).toMatchObject({ otherAnswers: { 307: 1 }, streams: 1 });
  });

  it.each<[string, StreamFault]>([
    ...streamBreaks.map((how) => [how, { break: how, afterEvents: 70 }] as [string, StreamFault]),
    ["500", { status: 500 }],
    ["503", { status: 503, headers: { "retry-after": "1" } }],
    ["429", { status: 429, headers: { "retry-after": "2" } }],
    ["307 without a cookie", { status: 307 }],
    ["a slow answer", { delayMs: 20 }],
    ["an answer that takes too long", { delayMs: 1_000 }],
  ])("misses nothing through %s, packed or not, and reads nothing twice", async (_, fault) => {
    const isSilent = fault.break === "stall" || fault.delayMs === 1_000;
    for (const gzip of ["always", "never"] as const) {
      const sandbox = await start({ count: 300, gzip, offsets: "text" });
      sandbox.fail(fault, 2);
      const done = await read(sandbox, 300, isSilent ? { idleTimeoutMs: 5_000 } : {});
      expect(new Set(done.events.map(({ id }) => id)).size).toBe(300);
      expect(new Set(offsetsOf(done)).size).toBe(done.events.length);
      expect(done.events).toHaveLength(300);
      expect(
        sandbox
          .requests()
          .slice(1)
          .every(({ start: beginning, resumeOffset }) => beginning === undefined || resumeOffset === undefined),
      ).toBe(true);
    }
  });

  it("asks a token function once more after a 401, and stops at the second", async () => {
    const sandbox = await start({ count: 10, token: "new" });
    const tokens = ["old", "new"];
    expect((await read(sandbox, 10, { token: async () => tokens.shift() ?? "" })).events).toHaveLength(10);
    await expect(read(sandbox, 10, { token: async () => "old" })).rejects.toMatchObject({ code: "unauthorized" });
    expect(sandbox.received()).toMatchObject({ otherAnswers: { 401: 3 } });
  });

  it("stops with the server's words where the offset expired", async () => {
    const sandbox = await start({ count: 300 });
    const first = await read(sandbox, 20);
    const later = await read(sandbox, 100, { start: undefined, resumeOffset: first.offset ?? "" });
    expect(later.events[0]?.offset).toBe(String(Number(first.offset) + 1));
    sandbox.expire(5);
    const refused = read(sandbox, 1, { start: undefined, resumeOffset: first.offset ?? "" });
    const error: unknown = await refused.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AirshipStreamError);
    expect(error).toMatchObject({ httpStatus: 400, message: expect.stringContaining("older than what is retained") });
  });

  it("stops where the token isn't entitled to a type", async () => {
    const sandbox = await start({ entitledTypes: ["OPEN"] });
    await expect(read(sandbox, 1, { filters: [emailFeedback] })).rejects.toMatchObject({
      httpStatus: 403,
      message: expect.stringContaining("CUSTOM"),
    });
  });

  it("reads email feedback, and compliance by the master secret", async () => {
    const sandbox = await start({ count: 500, masterSecret: "m" });
    const feedback = await read(sandbox, 300, { filters: [emailFeedback] });
    expect(new Set(feedback.events.map((event) => Object(event).type))).toEqual(new Set(["CUSTOM"]));
    const compliance = await read(sandbox, 2, { stream: "compliance", token: undefined, masterSecret: "m" });
    expect(new Set(compliance.events.map((event) => Object(event).type))).toEqual(new Set(["COMPLIANCE"]));
  });

  it("shares the events among partitions, and gets ahead by offset updates", async () => {
    const sandbox = await start();
    sandbox.push(Array.from({ length: 200 }, (_, serial) => ({ id: `e-${serial}`, type: "CUSTOM" })));
    const parts = await Promise.all(
      [0, 1].map(async (selection) => {
        const found: string[] = [];
        const options = { appKey: "a", token: "t", endpoint: sandbox.url, start: "EARLIEST" } as const;
        for await (const { items, offset } of createAirshipStream({ ...options, partition: { count: 2, selection } })) {
          found.push(
            ...items.map((item) =>
              item.status === "line" ? Object(JSON.parse(Buffer.from(item.bytes).toString())).id : "",
            ),
          );
          if (offset === "1000000000199") break;
          sandbox.keepAlive();
        }
        return found;
      }),
    );
    expect(parts.map((part) => part.length > 50)).toEqual([true, true]);
    expect(new Set(parts.flat()).size).toBe(200);
    expect(parts.flat()).toHaveLength(200);
  });
});
