import * as fc from "fast-check";
import { headers } from "@nats-io/transport-node";
import { describe, expect, it } from "vitest";
import { bytes, texts } from "../testing/test-queues.ts";
import { decodeBatch, encodeBatch, headerBytes, toPartId } from "./batch.ts";
import { joinLines, splitBytes } from "./lines.ts";
import { fromToken, toNames, toToken } from "./names.ts";
import { splitLines } from "./split-chunk.ts";

const line = fc.uint8Array({ maxLength: 40 }).map((array) => array.filter((byte) => byte !== 10));
const lines = fc.array(line, { minLength: 1, maxLength: 30 });
const numRuns = Number(process.env["JETSTREAM_RUNS"] ?? 150);

describe("lines", () => {
  it("come back as they were, also empty ones", () => {
    fc.assert(
      fc.property(lines, (all) => {
        expect(splitBytes(joinLines(all)).map((part) => [...part])).toEqual(all.map((part) => [...part]));
      }),
      { numRuns },
    );
  });

  it("with a line break are refused at each place", () => {
    fc.assert(
      fc.property(lines, fc.nat(29), (all, at) => {
        const broken = all.map((part, index) => (index === at % all.length ? bytes("a\nb") : part));
        expect(() => joinLines(broken)).toThrow(TypeError);
      }),
      { numRuns },
    );
  });

  it.each<readonly [string, unknown]>([
    ["strings, which would be stored as zeros", "{}"],
    ["arrays of numbers", [123, 125]],
    ["nothing", undefined],
  ])("are refused as %s", (_, other) => {
    expect(() => joinLines([bytes("{}"), other as Uint8Array])).toThrow(
      new TypeError("A line of a chunk must be a Uint8Array."),
    );
  });

  it("are split into parts in order that fit, with none left out and as few as the order allows", () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 100 }), (all, maxBytes) => {
        const parts = splitLines(all, maxBytes);
        expect(parts.flatMap(({ start, end }) => all.slice(start, end))).toEqual(all);
        const sizes = parts.map(({ start, end }) => joinLines(all.slice(start, end)).length);
        parts.forEach(({ start, end }, index) => {
          expect(end - start === 1 || (sizes[index] ?? 0) <= maxBytes).toBe(true);
          // The first line of the next part didn't fit.
          const next = all[end];
          if (next !== undefined) expect((sizes[index] ?? 0) + 1 + next.length).toBeGreaterThan(maxBytes);
        });
      }),
      { numRuns },
    );
  });
});

describe("a batch", () => {
  const batch = fc.record({
    source: fc.string({ unit: "binary", maxLength: 20 }),
    partition: fc.nat(999),
    lines,
    receivedAt: fc.nat(2_000_000_000_000),
    attempt: fc.integer({ min: 1, max: 1_000_000 }),
    retryOf: fc.option(fc.nat(1_000_000_000), { nil: undefined }),
  });

  it("comes back as it was, from a subject of five tokens, within the room for headers", () => {
    fc.assert(
      fc.property(batch, fc.string(), (sent, id) => {
        const subject = toNames("a-b").batchSubject(sent.source, sent.partition);
        expect(subject).toMatch(/^a-b\.batch\.[^\s.*>]+\.\d+$/);
        const { body, headers: all } = encodeBatch(sent);
        const partId = toPartId({ ...sent, id }, { start: 0, end: 999_999 });
        expect(partId).toMatch(/^[\x21-\x7e]{1,200}$/);
        const size = [...all].reduce((sum, [name, [value = ""]]) => sum + name.length + value.length + 4, 0);
        expect(size + "Nats-Msg-Id: ".length + partId.length + 20).toBeLessThan(headerBytes);
        const received = decodeBatch({ subject, headers: all, data: body });
        expect({ ...received, lines: [] }).toEqual({ ...sent, lines: [] });
        expect(received.lines.map((part) => [...part])).toEqual(sent.lines.map((part) => [...part]));
      }),
      { numRuns },
    );
  });

  it("is refused with a number that wouldn't come back", () => {
    for (const number of [-1, 0.5, Number.NaN, Infinity, 1e21]) {
      const wrong = { source: "s", partition: 0, lines: [], receivedAt: number, attempt: 1 };
      expect(() => encodeBatch(wrong)).toThrow(/^The time receivedAt must be a whole number/);
      expect(() => toNames().batchSubject("s", number)).toThrow(/^The number of a partition must be whole/);
      expect(() => toNames().offsetSubject("s", number)).toThrow(/^The number of a partition must be whole/);
    }
  });

  it("has another id for another range, source, partition or chunk", () => {
    // Ids that look like what this package writes.
    const anyId = fc.oneof(fc.string({ maxLength: 300 }), fc.constantFrom("0-1", "all", "a.0.all", "1.0-1.x"));
    const place = fc.record({ source: fc.constantFrom("", "a", "a.0", "="), partition: fc.nat(1), id: anyId });
    const range = fc.option(fc.record({ start: fc.nat(1), end: fc.nat(1) }), { nil: undefined });
    fc.assert(
      fc.property(place, range, place, range, (a, partOfA, b, partOfB) => {
        const isSame = JSON.stringify([a, partOfA]) === JSON.stringify([b, partOfB]);
        expect(toPartId(a, partOfA) === toPartId(b, partOfB)).toBe(isSame);
      }),
      { numRuns },
    );
  });

  it("of any bytes is read, and never throws", () => {
    const other = fc.oneof(fc.string({ unit: "grapheme-ascii" }), fc.constantFrom("0", "-1", "1e9", "9".repeat(30)));
    const value = fc.oneof(fc.constant("7"), other);
    const anySubject = fc.oneof(fc.constant(toNames().batchSubject("airship", 3)), fc.string());
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(anySubject, value, value, fc.uint8Array(), (subject, receivedAt, attempt, data) => {
        const all = headers();
        all.set("received-at", receivedAt);
        all.set("attempt", attempt);
        const received = decodeBatch({ subject, headers: all, data });
        expect(received.attempt).toBeGreaterThanOrEqual(1);
        expect(joinLines(received.problem === undefined ? received.lines : [])).toEqual(
          received.problem === undefined ? Buffer.from(data) : Buffer.alloc(0),
        );
        if (received.problem !== undefined) expect(received.lines).toEqual([data]);
        seen.add(received.problem === undefined);
      }),
      { numRuns },
    );
    expect(seen.size).toBe(2);
  });
});

describe("a source", () => {
  it("comes back from its token", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (source) => {
        expect(fromToken(toToken(source))).toBe(source);
        expect(toToken(source)).toMatch(/^[A-Za-z0-9_=-]+$/);
      }),
      { numRuns },
    );
  });

  it("of others, however long, has a subject that a server takes", () => {
    const { batchSubject, rejectSubject } = toNames();
    const unit = fc.constantFrom("a", "$", "=", "=41", "\u00e4", "\u4f60", "\u{1f600}");
    fc.assert(
      fc.property(unit, fc.constantFrom(1, 99, 100, 101, 333, 334, 1000, 1001, 4000), (text, count) => {
        const source = fromToken(text.repeat(count));
        expect(Math.max(batchSubject(source, 0).length, rejectSubject(source).length)).toBeLessThan(1100);
      }),
      { numRuns },
    );
  });

  it("whose name is too long for a subject is refused", () => {
    expect(toNames().rejectSubject("a".repeat(1000))).toHaveLength("email-events.reject.".length + 1000);
    for (const source of ["a".repeat(1001), "$".repeat(334)])
      expect(() => toNames().batchSubject(source, 0)).toThrow(
        /^The name of a source must have at most 1000 characters/,
      );
  });

  it("of others is the token itself", () => {
    expect(["a", "a=", "=zz", "a.b", "=ff"].map(fromToken)).toEqual(["a", "a=", "=zz", "a.b", "\ufffd"]);
  });
});

it("keeps an empty line and two of them apart", () => {
  expect([[""], ["", ""]].map((all) => texts(splitBytes(joinLines(all.map(bytes)))))).toEqual([[""], ["", ""]]);
});
