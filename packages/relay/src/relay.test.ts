import type { SemanticEmailEvent } from "@email-events/core";
import { generateAirshipEvents } from "@email-events/sandbox";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandError } from "./command-error.ts";
import type { SendOutcome } from "./ledger.ts";
import { relay, type RelayOptions } from "./relay.ts";
import type { Report } from "./report.ts";
import type { SetAside } from "./set-aside.ts";

async function* bytesOf(text: string, chunkBytes = 1_000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

const acceptAll: RelayOptions["send"] = async function* (events) {
  for await (const event of events) yield { status: "accepted", event };
};

const sum = (report: Report): number =>
  report.delivered +
  Object.values(report.skipped).reduce((total, count) => total + count, 0) +
  report.unrecognized +
  report.invalid +
  report.rejected;

const run = async (text: string, options: Partial<RelayOptions> = {}) => {
  const aside: SetAside[] = [];
  const onSetAside = (entry: SetAside): void => void aside.push(entry);
  const result = await relay({ source: bytesOf(text), send: acceptAll, onSetAside, ...options });
  return { ...result, aside };
};

const events = [...generateAirshipEvents({ seed: 11, count: 400 })];
const click = events.find((event) => event.type === "CUSTOM" && event.body.name === "click");
const clickLine = JSON.stringify(click);

describe("relay", () => {
  it("accounts for each line exactly once, whatever comes and whatever becomes of it", async () => {
    const good = fc.nat(events.length - 1).map((index) => ({ kind: "good", text: JSON.stringify(events[index]) }));
    const bad = fc
      .constantFrom("{", "nonsense", "[]", "17", '{"a":1,"a":2}', '{"__proto__":{}}', '{"type":"OFFSET_UPDATE"}')
      .map((text) => ({ kind: "bad", text }));
    const unknown = fc.constant({ kind: "unknown", text: clickLine.replace('"name":"click"', '"name":"teleported"') });
    const blank = fc.constantFrom("", "  ", "\r").map((text) => ({ kind: "blank", text }));
    const lines = fc.array(fc.oneof({ weight: 6, arbitrary: good }, bad, unknown, blank), { maxLength: 40 });
    const fates = fc.array(fc.constantFrom("accepted", "rejected", "accepted"), { minLength: 1, maxLength: 7 });

    await fc.assert(
      fc.asyncProperty(lines, fates, fc.integer({ min: 1, max: 900 }), async (list, turns, chunkBytes) => {
        let sent = 0;
        // Outcomes come in reverse order per dozen, as they may from a client with requests in parallel.
        const send: RelayOptions["send"] = async function* (stream) {
          let waiting: SendOutcome[] = [];
          for await (const event of stream) {
            const status = turns[sent++ % turns.length] === "rejected" ? "rejected" : "accepted";
            waiting.unshift(
              status === "accepted" ? { status, event } : { status, event, reason: "no", httpStatus: 400 },
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
    const send: RelayOptions["send"] = async function* (stream) {
      for await (const event of stream) yield { status: "rejected", event, httpStatus: 400, reason: "userId is odd" };
    };
    const { report, aside, failure } = await run(clickLine, { send });
    expect(report).toMatchObject({ received: 1, rejected: 1 });
    expect(aside).toMatchObject([{ line: 1, outcome: "rejected", issues: [{ received: "userId is odd" }] }]);
    expect(failure).toBeUndefined();
  });

  it("stops sending after the first event that can't be delivered, and accounts for the rest", async () => {
    let seen = 0;
    const send: RelayOptions["send"] = async function* (stream) {
      for await (const event of stream) {
        seen += 1;
        yield { status: "undelivered", event, reason: "the deadline passed" };
      }
    };
    const { report, aside, failure } = await run(`${clickLine}\n`.repeat(50), { send });
    expect(seen).toBe(1);
    expect(report).toEqual({ received: 50, delivered: 0, skipped: {}, unrecognized: 0, invalid: 0, rejected: 50 });
    expect(new Set(aside.map(({ outcome }) => outcome))).toEqual(new Set(["undelivered"]));
    expect(failure).toEqual({ kind: "undelivered", reason: "the deadline passed" });
  });

  it("sends nothing to a destination that is known to be out of reach", async () => {
    const sent: SemanticEmailEvent[] = [];
    const send: RelayOptions["send"] = async function* (stream) {
      for await (const event of stream) {
        sent.push(event);
        yield { status: "accepted", event };
      }
    };
    const { report, failure } = await run(clickLine, { send, unreachable: "no route" });
    expect([sent.length, report.rejected, failure?.reason]).toEqual([0, 1, "no route"]);
  });

  it("counts an event without an outcome as undelivered", async () => {
    const send: RelayOptions["send"] = async function* (stream) {
      for await (const event of stream) if (event.event === "Email Bounced") yield { status: "accepted", event };
    };
    const { report, failure } = await run(clickLine, { send });
    expect(report.rejected).toBe(1);
    expect(failure?.kind).toBe("undelivered");
  });

  it("delivers what came before a source broke off", async () => {
    async function* breaking(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${clickLine}\n`);
      throw new Error("disk on fire");
    }
    const { report, failure } = await run("", { source: breaking() });
    expect(report.delivered).toBe(1);
    expect(failure).toEqual({ kind: "source", reason: "disk on fire" });
  });

  it("reads no further than events are taken", async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        chunks += 1;
        yield Buffer.from(`${clickLine}\n`);
      }
    }
    const send: RelayOptions["send"] = async function* (stream) {
      let taken = 0;
      for await (const event of stream) {
        yield { status: "accepted", event };
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

describe("the vocabulary", () => {
  const bulk =
    '{"type":"open","event_id":"3f01df67-b5a6-11ec-b8dd-000c292d8854","timestamp":"1649248582414","recipient":"a@example.com","message_id":"<m@example.com>"}';

  it.each([
    [clickLine, "Email Link Clicked"],
    [bulk, "Email Opened"],
  ])("is told from the first object, past lines that are none", async (line, name) => {
    const sent: string[] = [];
    const send: RelayOptions["send"] = async function* (stream) {
      for await (const event of stream) {
        sent.push(event.event);
        yield { status: "accepted", event };
      }
    };
    await run(`nonsense\n17\n${line}`, { send });
    expect(sent).toEqual([name]);
  });

  it("that can't be told stops everything", async () => {
    await expect(run('{"hello":"world"}')).rejects.toThrow(CommandError);
    await expect(run('{"hello":"world"}')).rejects.toThrow(/give --vocabulary airship or bulk-tracking/);
  });

  it("is not needed where nothing is an object", async () => {
    expect((await run("nonsense\n[]")).report).toMatchObject({ received: 2, invalid: 2 });
    expect((await run("")).report.received).toBe(0);
  });
});
