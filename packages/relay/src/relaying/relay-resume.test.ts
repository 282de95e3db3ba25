import type { RelayedEvent } from "../judging/step.ts";
import { PassThrough } from "node:stream";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendOutcome } from "../destination/send-outcome.ts";
import { bytesOf, click, clickLine, events, run, sum, type SendEach } from "../testing/run-relay.ts";

describe("a relay that stops early", () => {
  it("stops reading after the first event that can't be delivered, and says from which line to go on", async () => {
    let seen = 0;
    const send: SendEach = async function* (stream) {
      for await (const event of stream) {
        seen += 1;
        if (seen < 10) yield { status: "delivered", event };
        else yield { status: "undelivered", event, reason: "the deadline passed" };
      }
    };
    const text = `${clickLine}\n`.repeat(50);
    // Each chunk ends in the middle of a line.
    const chunkBytes = Math.ceil(clickLine.length * 4.5);
    const { report, aside, failure } = await run(text, { send, source: bytesOf(text, chunkBytes) });
    // The events of one read are handed over together.
    expect(seen).toBe(13);
    expect(failure).toEqual({ kind: "undelivered", reason: "the deadline passed", resumeLine: 10 });
    // Whole lines that were read with it are set aside too, half a line and all that follow were never counted.
    expect(aside.map(({ line, status }) => [line, status])).toEqual(
      [10, 11, 12, 13].map((line) => [line, "undelivered"]),
    );
    expect(report).toEqual({
      received: 13,
      delivered: 9,
      skipped: {},
      unrecognized: 0,
      invalid: 0,
      rejected: 0,
      undelivered: 4,
    });
  });

  it("stops waiting for a source that says nothing more once an event can't be delivered", async () => {
    async function* silent(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${clickLine}\n`);
      await new Promise(() => undefined);
    }
    const send: SendEach = (stream) => {
      const wanted = stream[Symbol.asyncIterator]();
      // As a client does: it asks for the next event while the outcome of the first is still to come.
      return (async function* () {
        const first = await wanted.next();
        const second = wanted.next();
        if (first.done !== true) yield { status: "undelivered", event: first.value, reason: "gone" };
        await second;
      })();
    };
    const { report, failure } = await run("", { send, source: silent() });
    expect([report.received, failure]).toEqual([1, { kind: "undelivered", reason: "gone", resumeLine: 1 }]);
  });

  it("hands over each event that is counted, also when it is stopped in the middle of a chunk", async () => {
    const stopping = new AbortController();
    const text = `nonsense\n17\n${clickLine}\n{\n`;
    const aside: number[] = [];
    const { report, failure } = await run(text, {
      source: bytesOf(text, text.length),
      vocabulary: "airship",
      signal: stopping.signal,
      onSetAside: ({ line }) => {
        aside.push(line);
        stopping.abort();
      },
    });
    expect(aside).toEqual([1, 2]);
    expect(report).toEqual({
      received: 2,
      delivered: 0,
      skipped: {},
      unrecognized: 0,
      invalid: 2,
      rejected: 0,
      undelivered: 0,
    });
    expect(failure).toEqual({ kind: "stopped", reason: "stopped", resumeLine: 3 });
  });

  it("closes a stream that stays silent", async () => {
    const source = new PassThrough();
    source.write(`${clickLine}\n`);
    const stopping = new AbortController();
    const send: SendEach = async function* (stream) {
      for await (const event of stream) {
        yield { status: "delivered", event };
        stopping.abort();
      }
    };
    const { failure } = await run("", { source, send, signal: stopping.signal });
    expect([failure?.kind, source.destroyed]).toEqual(["stopped", true]);
  });

  it("names the first line of all that weren't delivered, in whatever order the outcomes come", async () => {
    const send: SendEach = async function* (stream) {
      const all: RelayedEvent[] = [];
      for await (const event of stream) all.push(event);
      for (const [index, event] of [...all.entries()].toReversed()) {
        yield index % 2 === 0 ? { status: "delivered", event } : { status: "undelivered", event, reason: "late" };
      }
    };
    const { failure } = await run(`${clickLine}\n`.repeat(8), { send });
    expect(failure?.resumeLine).toBe(2);
  });

  it("loses nothing when it goes on from the line that it names, whatever the destination does", async () => {
    const sources = fc.constantFrom(
      events.map((event) => JSON.stringify(event)).join("\n"),
      JSON.stringify(events),
      JSON.stringify(events, undefined, 1),
    );
    const chunks = fc.integer({ min: 500, max: 20_000 });
    const all = new Set<string>();
    await run(JSON.stringify(events), {
      send: async function* (stream) {
        for await (const event of stream) {
          all.add(event.messageId ?? "");
          yield { status: "delivered", event };
        }
      },
    });
    expect(all.size).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(
        sources,
        chunks,
        fc.integer({ min: 0, max: 300 }),
        fc.nat(20),
        async (text, size, good, held) => {
          const arrived: string[] = [];
          let sent = 0;
          const send: SendEach = async function* (stream) {
            const waiting: SendOutcome<RelayedEvent>[] = [];
            for await (const event of stream) {
              sent += 1;
              if (sent <= good || sent > 300) {
                arrived.push(event.messageId ?? "");
                waiting.push({ status: "delivered", event });
              } else waiting.unshift({ status: "undelivered", event, reason: "late" });
              if (waiting.length > held) yield* waiting.splice(0);
            }
            yield* waiting;
          };
          const first = await run("", { send, source: bytesOf(text, size) });
          sent = 301;
          const second = await run("", { send, source: bytesOf(text, size), startLine: first.failure?.resumeLine });
          expect(second.failure).toBeUndefined();
          expect(new Set(arrived)).toEqual(all);
          expect(sum(first.report)).toBe(first.report.received);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("passes over what begins before the start line, and doesn't count it", async () => {
    const { report, aside } = await run(`${clickLine}\nnonsense\n\n${clickLine}\n17\n`, { startLine: 4 });
    expect(report).toMatchObject({ received: 2, delivered: 1, invalid: 1 });
    expect(aside.map(({ line }) => line)).toEqual([5]);
  });

  it("reads the whole line where several events share it", async () => {
    const { report } = await run(JSON.stringify([click, click]), { startLine: 1 });
    expect(report.received).toBe(2);
  });

  it("stops reading when its signal is aborted, and waits for what was sent", async () => {
    const stopping = new AbortController();
    async function* endless(): AsyncGenerator<Buffer> {
      for (let n = 1; ; n += 1) {
        if (n === 3) stopping.abort();
        yield Buffer.from(`${clickLine}\n`);
      }
    }
    const { report, failure } = await run("", { source: endless(), signal: stopping.signal });
    expect([report.received, report.delivered]).toEqual([2, 2]);
    expect(failure).toEqual({ kind: "stopped", reason: "stopped", resumeLine: 2 });
  });
});
