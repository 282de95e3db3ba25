import type { MapOutcome } from "@email-events/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget } from "./budget.ts";
import { placesIn, toPointer, valueAt } from "./place.ts";
import { traceMapping, traceWithin, type Trace } from "./trace-mapping.ts";

const mapped = (event: unknown): MapOutcome<unknown> => ({ status: "mapped", event });

const read = (event: unknown, name: string): unknown => valueAt(event, name.split("."));

/** The sources of each property of the result, by pointer. */
const originsOf = (trace: Trace): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(trace.properties.map(({ pointer, from }) => [pointer, from.map((origin) => origin.pointer)]));

const pointersOf = (values: readonly { readonly pointer: string }[]): readonly string[] =>
  values.map(({ pointer }) => pointer);

describe("traceMapping", () => {
  it("finds what was copied, converted and joined, and what is always the same", () => {
    const trace = traceMapping({ id: "a-1", kind: "open", at: "1649248573401", other: 7 }, (event) =>
      mapped({
        type: "track",
        messageId: `${String(read(event, "kind"))}:${String(read(event, "id"))}`,
        timestamp: new Date(Number(read(event, "at"))).toISOString(),
        copy: read(event, "id"),
      }),
    );
    expect(trace.properties).toEqual([
      { pointer: "/type", value: "track", from: [] },
      {
        pointer: "/messageId",
        value: "open:a-1",
        from: [
          { pointer: "/id", value: "a-1", isCopied: false },
          { pointer: "/kind", value: "open", isCopied: false },
        ],
      },
      {
        pointer: "/timestamp",
        value: "2022-04-06T12:36:13.401Z",
        from: [{ pointer: "/at", value: "1649248573401", isCopied: false }],
      },
      { pointer: "/copy", value: "a-1", from: [{ pointer: "/id", value: "a-1", isCopied: true }] },
    ]);
    expect(trace.leftBehind).toEqual([{ pointer: "/other", value: 7 }]);
    expect(trace.deciding).toEqual([]);
  });

  const firstOf = (event: unknown): MapOutcome<unknown> => {
    const named = read(event, "user");
    return mapped({ userId: named !== undefined && named !== "null" ? named : read(event, "address") });
  };

  it("names the source that wins, not the one that stands in for it", () => {
    expect(originsOf(traceMapping({ user: "u", address: "a@b.c" }, firstOf))).toEqual({ "/userId": ["/user"] });
    expect(originsOf(traceMapping({ address: "a@b.c" }, firstOf))).toEqual({ "/userId": ["/address"] });
  });

  it("doesn't name a source whose value counts as absent", () => {
    const trace = traceMapping({ user: "null", address: "a@b.c" }, firstOf);
    expect(originsOf(trace)).toEqual({ "/userId": ["/address"] });
    expect(pointersOf(trace.leftBehind)).toEqual(["/user"]);
  });

  it("tells apart sources with equal values", () => {
    const trace = traceMapping({ user: "null", address: "a@b.c", second: "a@b.c" }, (event) => {
      const outcome = firstOf(event);
      if (outcome.status !== "mapped" || read(outcome.event, "userId") !== undefined) return outcome;
      return mapped({ userId: read(event, "second") });
    });
    expect(originsOf(trace)).toEqual({ "/userId": ["/address"] });
    expect(pointersOf(trace.leftBehind)).toEqual(["/user", "/second"]);
  });

  it("names a source that repeats the default", () => {
    const trace = traceMapping({ flag: "false" }, (event) => mapped({ flag: read(event, "flag") === "true" }));
    expect(originsOf(trace)).toEqual({ "/flag": ["/flag"] });
  });

  it("finds a meaning that several codes share", () => {
    const hard = new Set(["10", "30", "90"]);
    const trace = traceMapping({ code: "55" }, (event) =>
      mapped({ code: read(event, "code"), isHard: hard.has(String(read(event, "code"))) }),
    );
    expect(originsOf(trace)).toEqual({ "/code": ["/code"], "/isHard": ["/code"] });
  });

  it("tells what decides whether an event is mapped", () => {
    const map = (event: unknown): MapOutcome<unknown> =>
      read(event, "bot") === true ? { status: "skipped", reason: "bot" } : mapped({ id: read(event, "id") });
    expect(traceMapping({ id: "x", bot: false }, map).deciding).toEqual([{ pointer: "/bot", value: false }]);
    const skipped = traceMapping({ id: "x", bot: true }, map);
    expect(skipped).toMatchObject({ outcome: { status: "skipped" }, properties: [], leftBehind: [{ pointer: "/id" }] });
    expect(skipped.deciding).toEqual([{ pointer: "/bot", value: true }]);
  });

  it("takes nothing from changes that make an event invalid", () => {
    const trace = traceMapping({ id: "x", size: 5 }, (event) =>
      read(event, "size") === 5 ? mapped({ id: read(event, "id") }) : { status: "invalid", issues: [] },
    );
    expect(pointersOf(trace.leftBehind)).toEqual(["/size"]);
  });

  it("follows properties with any name, and leaves the event as it is", () => {
    const event: unknown = JSON.parse('{"__proto__":{"a/b":"1","~":["x",""]},"constructor":"c"}');
    const text = JSON.stringify(event);
    const trace = traceMapping(event, (value) => mapped({ copy: value }));
    expect(originsOf(trace)).toEqual({
      "/copy/__proto__/a~1b": ["/__proto__/a~1b"],
      "/copy/__proto__/~0/0": ["/__proto__/~0/0"],
      "/copy/__proto__/~0/1": ["/__proto__/~0/1"],
      "/copy/constructor": ["/constructor"],
    });
    expect(JSON.stringify(event)).toBe(text);
  });

  it("looks at a limited number of values, and says how many others there are", () => {
    const trace = traceMapping({ list: Array.from({ length: 1_000 }, String), id: "x" }, (event) =>
      mapped({ first: read(event, "list.0") }),
    );
    expect(trace.leftBehind).toHaveLength(299);
    expect(trace.untraced).toBe(701);
  });

  const numbered = (length: number, valueOf: (index: number) => unknown): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, valueOf(index)]));

  it.each<[string, number, (index: number) => unknown]>([
    ["codes", 300, (index) => index % 100],
    ["more values than are looked at", 5_000, String],
    ["repeated texts", 5_000, () => "x"],
  ])("maps a large event within a budget, and says what it didn't look at: %s", (_, length, valueOf) => {
    let count = 0;
    const map = (event: unknown): MapOutcome<unknown> => {
      count += 1;
      return { status: "mapped", event };
    };
    const { leftBehind, properties, untraced } = traceWithin(numbered(length, valueOf), map, createBudget(300_000));
    expect(count * length).toBeLessThan(350_000);
    expect([properties.length, leftBehind]).toEqual([length, []]);
    expect(untraced).toBe(properties.filter(({ from }) => from.length === 0).length);
  });

  it("has a budget by default, with which each of 300 codes is looked at", () => {
    let count = 0;
    const { untraced } = traceMapping(
      numbered(300, (index) => index % 100),
      (event) => {
        count += 1;
        return { status: "mapped", event };
      },
    );
    expect([untraced, count < 4_000]).toEqual([0, true]);
  });

  it("survives a value of any depth", () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(5_000)}"x"${"}".repeat(5_000)}`);
    expect(traceMapping({ deep, id: "x" }, (event) => mapped({ id: read(event, "id") })).leftBehind).toHaveLength(1);
  });
});

/** How a random mapping makes one property. */
const rule = fc.oneof(
  fc.record({ kind: fc.constant("copy" as const), one: fc.nat(5) }),
  fc.record({ kind: fc.constant("convert" as const), one: fc.nat(5) }),
  fc.record({ kind: fc.constant("join" as const), one: fc.nat(5), two: fc.nat(5) }),
  fc.record({ kind: fc.constant("first" as const), one: fc.nat(5), two: fc.nat(5) }),
  fc.record({ kind: fc.constant("same" as const) }),
);
type Rule = typeof rule extends fc.Arbitrary<infer R> ? R : never;

const names = ["id", "name", "body.a", "body.b", "list.0", "list.1"];
const valueOf = (event: unknown, index: number): string | undefined => {
  const value = read(event, names[index] ?? "");
  return typeof value === "string" && value !== "" ? value : undefined;
};

const makers: { readonly [K in Rule["kind"]]: (rule: Rule & { kind: K }, event: unknown) => string | undefined } = {
  copy: ({ one }, event) => valueOf(event, one),
  convert: ({ one }, event) => valueOf(event, one)?.toUpperCase(),
  join: ({ one, two }, event) => `${valueOf(event, one) ?? ""}-${valueOf(event, two) ?? ""}`,
  first: ({ one, two }, event) => valueOf(event, one) ?? valueOf(event, two),
  same: () => "same",
};
const make = <K extends Rule["kind"]>(of: Rule & { kind: K }, event: unknown): string | undefined =>
  makers[of.kind](of, event);

const expected = (of: Rule, event: unknown): ReadonlySet<string> => {
  const pointers = (indexes: readonly number[]): ReadonlySet<string> =>
    new Set(
      indexes
        .filter((index) => valueOf(event, index) !== undefined)
        .map((index) => toPointer((names[index] ?? "").split("."))),
    );
  if (of.kind === "same") return new Set();
  if (of.kind === "join") return pointers([of.one, of.two]);
  if (of.kind === "first") return pointers([valueOf(event, of.one) === undefined ? of.two : of.one]);
  return pointers([of.one]);
};

const text = fc.oneof(
  fc.constantFrom("", "same@example.com", "true", "10"),
  fc.uuid(),
  fc.ipV4(),
  fc.stringMatching(/^[a-z]{1,6}$/),
);

describe("a random mapping", () => {
  it("is traced exactly", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 6, maxLength: 6 }), fc.array(rule, { maxLength: 6 }), (values, rules) => {
        const [id, name, a, b, ...list] = values;
        const event = { id, name, body: { a, b }, list };
        const map = (value: unknown) =>
          mapped(Object.fromEntries(rules.map((of, index) => [`p${index}`, make(of, value)])));
        const trace = traceMapping(event, map);
        for (const { pointer, from, value } of trace.properties) {
          const of = rules[Number(pointer.slice(2))];
          if (of === undefined || value === undefined) continue;
          expect(new Set(pointersOf(from))).toEqual(expected(of, event));
        }
        const all = [...trace.properties.flatMap(({ from }) => from), ...trace.leftBehind, ...trace.deciding];
        expect(new Set(pointersOf(all))).toEqual(new Set(placesIn(event).map(({ path }) => toPointer(path))));
      }),
      { numRuns: Number(process.env["TRACES_RUNS"] ?? 100) },
    );
  });
});
