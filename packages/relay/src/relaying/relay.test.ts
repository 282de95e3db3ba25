import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RelayedEvent } from "../judging/step.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";
import { bytesOf, clickLine, events, run, sum, type SendEach } from "../testing/run-relay.ts";

describe("relay", () => {
  it("accounts for each line exactly once, whatever comes and whatever becomes of it", async () => {
    const good = fc.nat(events.length - 1).map((index) => ({ kind: "good", text: JSON.stringify(events[index]) }));
    const bad = fc
      .constantFrom("{", "nonsense", "17", '{"a":1,"a":2}', '{"__proto__":{}}', '{"type":"OFFSET_UPDATE"}')
      .map((text) => ({ kind: "bad", text }));
    const unknown = fc.constant({ kind: "unknown", text: clickLine.replace('"name":"click"', '"name":"teleported"') });
    const blank = fc.constantFrom("", "  ", "\r").map((text) => ({ kind: "blank", text }));
    const lines = fc.array(fc.oneof({ weight: 6, arbitrary: good }, bad, unknown, blank), { maxLength: 40 });
    const fates = fc.array(fc.constantFrom("delivered", "rejected", "delivered"), { minLength: 1, maxLength: 7 });

    await fc.assert(
      fc.asyncProperty(lines, fates, fc.integer({ min: 1, max: 900 }), async (list, turns, chunkBytes) => {
        let sent = 0;
        // Outcomes come in reverse order per dozen, as they may from a client with requests in parallel.
        const send: SendEach = async function* (stream) {
          let waiting: SendOutcome<RelayedEvent>[] = [];
          for await (const event of stream) {
            const status = turns[sent++ % turns.length] === "rejected" ? "rejected" : "delivered";
            waiting.unshift(
              status === "delivered" ? { status, event } : { status, event, reason: "no", httpStatus: 400 },
            );
            if (waiting.length < 12) continue;
            yield* waiting;
            waiting = [];
          }
          yield* waiting;
        };
        // A first line that looks like a document would be read as one.
        const text = [clickLine, ...list.map((line) => line.text)].join("\n");
        const { report, aside } = await run(text, { send, vocabulary: "airship", source: bytesOf(text, chunkBytes) });
        const count = (kind: string): number => list.filter((line) => line.kind === kind).length;

        expect(report.received).toBe(1 + list.length - count("blank"));
        expect(sum(report)).toBe(report.received);
        expect(report.invalid).toBe(count("bad"));
        expect(report.unrecognized).toBe(count("unknown"));
        expect(report.delivered + report.rejected).toBe(sent);
        const setAside = aside.map(({ line }) => line);
        expect(new Set(setAside).size).toBe(setAside.length);
        expect(setAside.length).toBe(report.invalid + report.unrecognized + report.rejected);
        const allLines = text.split("\n");
        for (const entry of aside) expect(entry.source).toBe(allLines[entry.line - 1]?.trim());
      }),
      { numRuns: 150 },
    );
  });

  it("gives the API's words to what it rejects", async () => {
    const send: SendEach = async function* (stream) {
      for await (const event of stream) yield { status: "rejected", event, httpStatus: 400, reason: "userId is odd" };
    };
    const { report, aside, failure } = await run(clickLine, { send });
    expect(report).toMatchObject({ received: 1, rejected: 1 });
    expect(aside).toMatchObject([{ line: 1, status: "rejected", issues: [{ received: "userId is odd" }] }]);
    expect(failure).toBeUndefined();
  });

  it("keeps the names of events that it doesn't recognize, and counts them", async () => {
    const named = (name: string): string => clickLine.replace('"name":"click"', `"name":${JSON.stringify(name)}`);
    const text = [clickLine, ...["teleported", "ada.l@example.com", "teleported"].map(named)].join("\n");
    const { report, unrecognizedNames, aside } = await run(text);
    expect(report).toMatchObject({ received: 4, delivered: 1, unrecognized: 3 });
    expect(unrecognizedNames).toEqual([
      ["teleported", 2],
      ["[address]", 1],
    ]);
    expect(aside.map(({ line, status, name }) => [line, status, name])).toEqual([
      [2, "unrecognized", "teleported"],
      [3, "unrecognized", "[address]"],
      [4, "unrecognized", "teleported"],
    ]);
  });

  it("counts what the destination refuses apart from what it didn't take", async () => {
    const send: SendEach = async function* (stream) {
      let sent = 0;
      for await (const event of stream) {
        if (sent++ === 0) yield { status: "rejected", event, httpStatus: 400, reason: "userId is odd" };
        else yield { status: "undelivered", event, reason: "the deadline passed" };
      }
    };
    const { report } = await run(`${clickLine}\n${clickLine}`, { send });
    expect(report).toEqual({
      received: 2,
      delivered: 0,
      skipped: {},
      unrecognized: 0,
      invalid: 0,
      rejected: 1,
      undelivered: 1,
    });
  });

  it("makes sure of what was set aside before it reads on", async () => {
    const log: string[] = [];
    async function* three(): AsyncGenerator<Buffer> {
      for (const line of ["nonsense\n", `${clickLine}\n`, "17\n"]) {
        log.push("read");
        yield Buffer.from(line);
      }
    }
    await run("", {
      source: three(),
      onSetAside: ({ line }) => void log.push(`aside ${line}`),
      flush: () => void log.push("flush"),
    });
    expect(log).toEqual(["read", "aside 1", "flush", "read", "flush", "read", "aside 3", "flush", "flush"]);
  });

  it("counts an event without an outcome as undelivered", async () => {
    const send: SendEach = async function* (stream) {
      for await (const event of stream) if (event.event === "Email Bounced") yield { status: "delivered", event };
    };
    const { report, failure } = await run(clickLine, { send });
    expect(report).toMatchObject({ rejected: 0, undelivered: 1 });
    expect(failure?.kind).toBe("undelivered");
  });

  it("delivers what came before a source broke off", async () => {
    async function* breaking(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${clickLine}\n`);
      throw new Error("disk on fire");
    }
    const { report, failure } = await run("", { source: breaking() });
    expect(report.delivered).toBe(1);
    expect(failure).toEqual({ kind: "source", reason: "disk on fire", resumeLine: 1 });
  });

  it("reads no further than events are taken", async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        chunks += 1;
        yield Buffer.from(`${clickLine}\n`);
      }
    }
    const send: SendEach = async function* (stream) {
      let taken = 0;
      for await (const event of stream) {
        yield { status: "delivered", event };
        taken += 1;
        if (taken === 5) return;
      }
    };
    const { report } = await run("", { source: endless(), send });
    expect(report.delivered).toBe(5);
    expect(chunks).toBeLessThan(8);
  });

  it("passes on an error of the caller's own", async () => {
    const onSetAside = (): never => {
      throw new Error("full");
    };
    await expect(run("nonsense", { onSetAside })).rejects.toThrow("full");
  });

  it("reads an event over the limit without keeping it", async () => {
    const text = `${clickLine}\n{"x":"${"y".repeat(3_000)}"}\n${clickLine}`;
    const { report, aside } = await run(text, { maxItemBytes: 2_000 });
    expect(report).toMatchObject({ received: 3, delivered: 2, invalid: 1 });
    expect(aside).toMatchObject([{ line: 2, truncated: true, issues: [{ code: "too_large" }] }]);
    expect(aside[0]?.source.length).toBe(1_000);
  });
});
