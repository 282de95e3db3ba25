import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import type { DiagnoseOptions } from "./options.ts";
import type { StageName, StageStatus } from "./stages/stage.ts";

const opened = { type: "track", event: "Email Opened", userId: "u-1", messageId: "m-1", properties: { email_id: "e" } };
const click = { type: "click", event_id: "e-1", timestamp: "1773042072000", recipient: "nora@example.com" };
const airship = (name: string, properties: object = {}) => ({
  id: "75264187-fe04-4af4-a36b-48b0ff973030",
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name, properties },
});

/** What goes wrong in the wild: where the event ends, at which place, and what to do. */
interface Case {
  readonly text: string;
  readonly options?: DiagnoseOptions;
  readonly ends: StageName;
  readonly status?: StageStatus;
  readonly code: string;
  /** What stands at the place. */
  readonly at: string;
  readonly next: RegExp;
}

const json = (value: unknown): string => JSON.stringify(value);

const cases: Readonly<Record<string, Case>> = {
  "a call that is too large": {
    text: json({ ...opened, properties: { email_id: "e", note: "x".repeat(33_000) } }),
    ends: "answered",
    code: "too_large",
    at: '{"email_id":"e","note"',
    next: /Shorten the largest property/,
  },
  "a semantic event without an identifier": {
    text: json({ ...opened, userId: undefined }),
    ends: "valid",
    code: "anyOf",
    at: "{",
    next: /Add one of them/,
  },
  "a custom event without an identifier": {
    text: json({ type: "track", event: "Bought" }),
    ends: "answered",
    code: "no-identifier",
    at: "{",
    next: /Add userId or anonymousId/,
  },
  "a call without a name": {
    text: json({ ...opened, event: undefined }),
    ends: "recognized",
    code: "no-name",
    at: "{",
    next: /Set event to the name/,
  },
  "a source event without a name": {
    text: json({ ...airship("x"), body: {} }),
    ends: "valid",
    code: "required",
    at: "{}",
    next: /Add it where the event is made/,
  },
  "a messageId that repeats": {
    text: `${json({ ...opened, event: "Email Bounced" })}\n${json(opened)}`,
    ends: "noticed",
    code: "repeated-id",
    at: '"m-1"',
    next: /an id of its own/,
  },
  "no JSON": {
    text: "{'type': 'click'}",
    ends: "read",
    code: "json",
    at: "'type",
    next: /double quotes/,
  },
  "half a line": {
    text: '{"type":"click","event_id":"e-',
    ends: "read",
    code: "json",
    at: "",
    next: /cut the text/,
  },
  "a wrong key": {
    text: json(opened),
    options: { isKeyAccepted: false },
    ends: "answered",
    code: "key",
    at: "{",
    next: /Check the key .* X-Strict-Mode/,
  },
  "a misspelled semantic name": {
    text: json({ ...opened, event: "Email Opend" }),
    ends: "noticed",
    code: "near-name",
    at: '"Email Ope',
    next: /name it exactly: Email Opened/,
  },
  "another form of a semantic name": {
    text: json({ ...opened, event: "Email Open" }),
    ends: "noticed",
    code: "near-name",
    at: '"Email Ope',
    next: /name it exactly: Email Opened/,
  },
  "a misspelled source name": {
    text: json({ ...click, type: "clik" }),
    ends: "recognized",
    code: "unrecognized",
    at: '"clik"',
    next: /Did you mean "click"\?/,
  },
  "a misspelled property that is required": {
    text: json({ ...opened, properties: { emailId: "e" } }),
    ends: "valid",
    code: "required",
    at: '{"emailId"',
    next: /did you mean "email_id"/,
  },
  "a misspelled property that isn't": {
    text: json({ ...opened, properties: { email_id: "e", campain_id: "c" } }),
    ends: "noticed",
    code: "near-property",
    at: '"c"}',
    next: /name it campaign_id/,
  },
  "an open that is skipped": {
    text: json(airship("open")),
    ends: "mapped",
    status: "stops on purpose",
    code: "counted-by-initial-open",
    at: "{",
    next: /--map "airship\.opens=both"/,
  },
  "an event that identifies nobody": {
    text: json({ ...click, recipient: null }),
    ends: "mapped",
    status: "stops on purpose",
    code: "no-identity",
    at: "{",
    next: /Send a user or the recipient's address/,
  },
  "a time in seconds": {
    text: json({ ...click, timestamp: "1773042072" }),
    ends: "valid",
    code: "milliseconds",
    at: '"1773042072"',
    next: /seconds: multiply by 1000/,
  },
  "a call with a time in seconds": {
    text: json({ ...opened, event: "Bought", timestamp: "1773042072" }),
    ends: "noticed",
    code: "seconds",
    at: '"1773042072"',
    next: /ISO 8601/,
  },
  "a time in the future": {
    text: json({ ...opened, timestamp: "2036-03-09T07:41:12.000Z" }),
    options: { nowMs: Date.UTC(2026, 10, 28) },
    ends: "noticed",
    code: "future",
    at: '"2036',
    next: /clock and the time zone/,
  },
  "a destination that is switched off": {
    text: json({ ...opened, integrations: { All: false } }),
    ends: "noticed",
    code: "switched-off",
    at: "false",
    next: /Leave integrations out/,
  },
  "the specification page's spelling": {
    text: json({ action: "track", event: "Email Opened", user_id: "u", properties: { email_id: "e" } }),
    ends: "answered",
    code: "refused",
    at: "{",
    next: /Correct it where the call is made/,
  },
  "a key that comes twice": {
    text: '{"type":"click","event_id":"1","event_id":"2","timestamp":"1773042072000"}',
    ends: "read",
    code: "duplicate_key",
    at: '"event_id":"2"',
    next: /each key once/,
  },
  "a key that comes twice in a call": {
    text: '{"type":"track","event":"Bought","userId":"1","userId":"2"}',
    ends: "noticed",
    code: "duplicate_key",
    at: '"userId":"2"',
    next: /each key once/,
  },
  "a __proto__ key": {
    text: `{"__proto__":{},${json(click).slice(1)}`,
    ends: "read",
    code: "proto_key",
    at: '"__proto__"',
    next: /Rename it/,
  },
  "something that is no event": {
    text: json({ hello: "world" }),
    ends: "recognized",
    code: "no-vocabulary",
    at: "{",
    next: /name its vocabulary/,
  },
};

describe("what goes wrong in the wild", () => {
  it.each(Object.entries(cases))("ends at the right stage, with the right next step: %s", (_, expected) => {
    const { at, code, ends, next, options, status = "fails", text } = expected;
    const stage = diagnose(text, options).events.at(-1)?.endsAt;
    const finding = stage?.findings[0];
    expect([stage?.name, stage?.status, finding?.code]).toEqual([ends, status, code]);
    expect(finding?.next).toMatch(next);
    expect(stage?.next).toBe(finding?.next);
    const there = text.slice(finding?.place.offset);
    expect(at === "" ? there : there.slice(0, at.length)).toBe(at);
  });

  it("names a source for everything that is noticed", () => {
    const noticed = Object.values(cases)
      .flatMap(({ options, text }) => diagnose(text, options).events)
      .flatMap(({ stages }) => stages.filter(({ name }) => name === "noticed"))
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => !code.endsWith("_key"));
    expect(noticed.length).toBeGreaterThan(5);
    for (const { source } of noticed) expect(source).toMatch(/^Customer\.io/);
  });
});

describe("an event that arrives", () => {
  it.each([opened, click, airship("click")])("passes every stage: %o", (event) => {
    const [diagnosis] = diagnose(json(event)).events;
    expect(diagnosis?.endsAt).toBeUndefined();
    expect(diagnosis?.stages.map(({ name }) => name)).toEqual([
      "read",
      "recognized",
      "valid",
      "mapped",
      "answered",
      "noticed",
    ]);
    expect(diagnosis?.answer).toEqual({ strict: 200, permissive: "stored", errors: [] });
  });

  it("goes by the options of the mapper", () => {
    const options = { mapperOptions: { airship: { opens: "both" } } } as const;
    expect(diagnose(json(airship("open")), options).events[0]?.endsAt).toBeUndefined();
    expect(() => diagnose("", { mapperOptions: { airship: { opens: "no" as "both" } } })).toThrow(TypeError);
  });

  it("knows the two names of an unsubscribe, and an address as an id", () => {
    const event = { ...opened, event: "Email Unsubscribed", userId: "nora@example.com" };
    const stages = diagnose(json(event)).events[0]?.stages;
    expect(stages?.at(-1)).toMatchObject({
      status: "passes",
      findings: [{ code: "unsubscribe-name" }, { code: "address-as-id" }],
    });
  });

  it("isn't taken for a near miss under a name of its own", () => {
    for (const event of ["Order Completed", "Newsletter Subscribed", "Email Preferences Updated", "Signed Up"])
      expect(diagnose(json({ ...opened, event })).events[0]?.endsAt).toBeUndefined();
  });
});

describe("the events of a text", () => {
  it.each([
    ["", "nothing", 0],
    [" \n ", "nothing", 0],
    [json(click), "one value", 1],
    [JSON.stringify(click, undefined, 2), "one value", 1],
    [`${json(click)}\n{"broken\n${json(click)}\n`, "one value a line", 3],
    [`{"broken\n${json(click)}`, "one value a line", 2],
    [`${json(click)}${json(click)}`, "values in sequence", 2],
    [`[${json(click)}, ${json(click)}]`, "a list", 2],
    [`[${json(click)}, {"a": tru}, {"b`, "a list", 3],
    [`[${json(click)}] ${json(click)}`, "a list", 2],
    [json({ batch: [opened, opened] }), "a batch", 2],
    [`\uFEFF${json(click)}`, "one value", 1],
    ["no json", "one value", 1],
  ])("are found, and none is left out: %j", (text, framing, count) => {
    const diagnosis = diagnose(text);
    expect([diagnosis.framing, diagnosis.events.length, diagnosis.omitted]).toEqual([framing, count, 0]);
    for (const { place } of diagnosis.events) {
      const before = text.slice(0, place.offset).split("\n");
      expect(place).toEqual({ ...place, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
    }
  });

  it("have their place in a batch, and the sentences of its envelope", () => {
    const text = `{"context":{"ip":"203.0.113.9"},\n "batch":[${json(opened)},\n${json({ ...opened, userId: 7 })}]}`;
    const { events } = diagnose(text);
    expect(events[0]?.stages.at(-1)).toMatchObject({ findings: [{ code: "shared-by-batch" }] });
    expect(events[1]?.endsAt).toMatchObject({ name: "valid", pointer: "/userId" });
    expect(text.slice(events[1]?.endsAt?.place.offset)).toMatch(/^7,/);
  });

  it("say where a list is broken", () => {
    expect(diagnose(`[${json(click)}`).sentence).toMatch(/ends too early/);
    expect(diagnose(`[${json(click)} ${json(click)}]`).sentence).toMatch(/comma .* is missing \(line 1, column 95\)/);
  });

  it("are limited, and counted", () => {
    const diagnosis = diagnose("{}\n".repeat(50), { maxEvents: 20 });
    expect([diagnosis.events.length, diagnosis.omitted]).toEqual([20, 30]);
  });
});

describe("bytes that are no text", () => {
  it.each([
    [Uint8Array.of(0x1f, 0x8b, 8, 0), /gzip/],
    [Uint8Array.of(0xff, 0xfe, 0x7b, 0), /UTF-16/],
    [Uint8Array.of(0x50, 0x4b, 3, 4), /zip/],
    [Uint8Array.of(0xc3, 0x28), /isn't UTF-8/],
  ])("are told what they are: %o", (bytes, sentence) => {
    expect(diagnose(bytes)).toMatchObject({ framing: "no text", sentence: expect.stringMatching(sentence) });
  });

  it("are found in a text that was decoded all the same", () => {
    expect(diagnose("\u{fffd}".repeat(100)).framing).toBe("no text");
  });

  it("are read as UTF-8 otherwise", () => {
    expect(diagnose(new TextEncoder().encode(json(click))).events[0]?.endsAt).toBeUndefined();
  });
});

describe("a hostile text", () => {
  it.each([
    ["a hundred thousand levels", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "nesting"],
    ["a hundred thousand levels, not closed", "[".repeat(100_000), "json"],
    ["an event of 5 MB", `{"a":"${"x".repeat(5_000_000)}"}`, "too_large"],
    ["quotes", '"'.repeat(2_000_000), "too_large"],
    ["backslashes", `{"a":"${"\\".repeat(2_000_000)}`, "too_large"],
    ["braces", "{".repeat(2_000_000), "too_large"],
    ["backslashes within the limit", `{"a":"${"\\".repeat(900_000)}`, "json"],
  ])("gets a sentence, in linear time: %s", (_, text, code) => {
    const start = process.cpuUsage().user;
    const { events } = diagnose(text);
    expect(events.at(-1)?.endsAt).toMatchObject({ name: "read", findings: [{ code }] });
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(2_000);
  });
});
