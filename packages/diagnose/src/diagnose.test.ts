import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import type { DiagnoseOptions } from "./options.ts";
import { vocabularyNames } from "./sources/index.ts";
import { airship, click, opened, wildCases } from "./testing/index.ts";
import { traceEvent } from "./trace/trace-event.ts";

const json = (value: unknown): string => JSON.stringify(value);

describe("what goes wrong in the wild", () => {
  it.each(Object.entries(wildCases))("ends at the right stage, with the right next step: %s", (_, expected) => {
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
    const noticed = Object.values(wildCases)
      .flatMap(({ options, text }) => diagnose(text, options).events)
      .flatMap(({ stages }) => stages.filter(({ name }) => name === "noticed"))
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => !code.endsWith("_key"));
    expect(noticed.length).toBeGreaterThan(5);
    for (const { source } of noticed) expect(source).toMatch(/^Customer\.io/);
  });
});

describe("an event that isn't recognized", () => {
  const recognized = (event: unknown, options?: DiagnoseOptions) => {
    const stage = diagnose(json(event), options).events[0]?.endsAt;
    return [stage?.name, stage?.sentence, stage?.next, stage?.pointer];
  };

  it.each([
    [airship("click"), "bulk-tracking", "airship"],
    [airship("click"), "semantic", "airship"],
    [click, "airship", "bulk-tracking"],
    [click, "semantic", "bulk-tracking"],
    [opened, "airship", "semantic"],
    [{ batch: [click] }, undefined, "bulk-tracking"],
  ] as const)("is told which vocabulary it looks like: %j as %s", (event, vocabulary, other) => {
    const [stage, , next] = recognized(event, { vocabulary });
    const expected = `It looks like an event of the ${other} vocabulary: name that one (--vocabulary ${other}).`;
    expect([stage, next]).toEqual(["recognized", expected]);
  });

  it.each([
    [{ events: [click, click] }, "/events/0"],
    [{ line: 1, source: json(click) }, "/source"],
    [{ Records: [{ messageId: "m", body: json([airship("open")]) }] }, "/Records/0/body"],
    [{ "a/b": { detail: opened } }, "/a~1b/detail"],
  ])("is told where the event is that it contains: %j", (wrapper, at) => {
    const next = `It contains an event at ${at}: send each event by itself, without what is around it.`;
    expect(recognized(wrapper).slice(2)).toEqual([next, at]);
  });

  it.each([{ events: [] }, { events: [5, click] }, { a: "{", b: "[info]", c: '{"d":1}' }])(
    "isn't said to contain one that it doesn't: %j",
    (wrapper) => {
      expect(recognized(wrapper)[2]).toBe(
        `If it contains events, send each by itself. If it is one, name its vocabulary (--vocabulary): ${vocabularyNames.join(", ")}.`,
      );
    },
  );

  it("is told that it is of another device, not that its name is unknown", () => {
    expect(recognized({ ...airship("open"), device: { device_type: "SMS" } })).toEqual([
      "recognized",
      "It is not an email event: its device isn't an EMAIL device.",
      'Nothing is wrong, unless it should be one: /device/device_type must be "EMAIL".',
      "/device/device_type",
    ]);
  });

  it("is told its name, and those that there are", () => {
    expect(recognized({ ...click, type: "bounce" })).toEqual([
      "recognized",
      'The bulk-tracking vocabulary has no event like this: it has the name "bounce".',
      'Nothing is wrong if it isn\'t an email event. Expected one of "click", "open", "unsubscribe".',
      "/type",
    ]);
    expect(recognized({ ...opened, event: undefined })[1]).toBe("The call has no event name: event is missing.");
    expect(recognized({ ...opened, event: 5 })[1]).toBe("The call has no event name: event is 5.");
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

  it("fails for what is serious, whatever else stands out before it", () => {
    const event = { ...opened, event: "Email Unsubscribed", userId: "nora@example.com", timestamp: "1773042072" };
    const stage = diagnose(json(event)).events[0]?.stages.at(-1);
    const [first, ...others] = stage?.findings ?? [];
    expect(others.map(({ code }) => code)).toEqual(["unsubscribe-name", "address-as-id"]);
    expect(stage).toMatchObject({ name: "noticed", status: "fails", sentence: first?.sentence, next: first?.next });
  });

  it.each([
    ["orders and apps", ["Order Completed", "Order Delivered", "App Opened", "Signed Up"]],
    [
      "emails",
      ["Email Sent", "Email Changed", "Email Verified", "Email Received", "Email Marked as Read", "Email Link"],
    ],
    ["subscribers", ["Newsletter Subscribed", "Email Preferences Updated", "Subscribed", "Email Subscribed"]],
  ])("isn't taken for a near miss under a name of its own: %s", (_, names) => {
    for (const event of names) expect(diagnose(json({ ...opened, event })).events[0]?.endsAt, event).toBeUndefined();
  });

  it.each([
    ["Email Opened", ["Opened", "E-mail Opened", "EmailOpend", "email_opened", "Emial Opened", "Email Openeed"]],
    ["Email Link Clicked", ["Email Clicked", "Clicks"]],
    ["Email Marked as Spam", ["Marked Spam", "Marking a Mail as Spam"]],
    ["Unsubscribed", ["Unsubscribe", "Unsubscribef"]],
  ])("is taken for a near miss of %s under another form of its name", (near, names) => {
    for (const event of names) {
      const stage = diagnose(json({ ...opened, event })).events[0]?.endsAt;
      expect(stage).toMatchObject({ name: "noticed", next: `If it is the semantic event, name it exactly: ${near}.` });
    }
  });
});

it.each([
  [{ ...opened, event: undefined }, ["read", "recognized", "mapped", "answered", "noticed"]],
  [{ ...click, type: "bounce" }, ["read", "recognized"]],
  [{ ...click, timestamp: "" }, ["read", "recognized", "valid"]],
  [airship("open"), ["read", "recognized", "valid", "mapped"]],
])("an event has the stages up to the one that stops it: %j", (event, names) => {
  expect(diagnose(json(event)).events[0]?.stages.map(({ name }) => name)).toEqual(names);
});

it("events without an id don't repeat one", () => {
  const custom = { type: "track", event: "Bought", userId: "u" };
  for (const messageId of ["", 5]) {
    const { events } = diagnose(
      [
        { ...custom, messageId },
        { ...custom, messageId },
      ]
        .map(json)
        .join("\n"),
    );
    expect(events[1]?.stages.at(-1)?.findings).toEqual([]);
  }
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
    [json({ ...opened, batch: [opened, opened] }), "one value", 1],
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

  it("aren't looked for in a batch that is too large for anybody to send", () => {
    const { framing, events } = diagnose(json({ batch: [opened, opened], pad: "x".repeat(5_000_000) }));
    expect([framing, events.length]).toEqual(["one value", 1]);
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
    expect(diagnose(`[${json(click)},]`).sentence).toMatch(
      /list of 1 value.* a comma is one too many \(line 1, column 95\)/,
    );
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
    [new Uint8Array(100).fill(0xc3), /isn't UTF-8/],
  ])("are told what they are: %o", (bytes, sentence) => {
    expect(diagnose(bytes)).toMatchObject({ framing: "no text", sentence: expect.stringMatching(sentence) });
  });

  it("are found in a text that was decoded all the same", () => {
    expect(diagnose("\u{fffd}".repeat(21)).framing).toBe("no text");
    expect(diagnose("\u{fffd}".repeat(20)).framing).toBe("one value");
    expect(diagnose("\0").framing).toBe("no text");
  });

  it("are read as UTF-8 otherwise", () => {
    expect(diagnose(new TextEncoder().encode(json(click))).events[0]?.endsAt).toBeUndefined();
  });
});

describe("the timestamp of a call", () => {
  const codesOf = (timestamp: string): readonly string[] => {
    const nowMs = Date.parse("2026-03-09T12:00:00Z");
    const [event] = diagnose(json({ ...opened, event: "Bought", timestamp }), { nowMs }).events;
    return event?.stages.at(-1)?.findings.map(({ code }) => code) ?? [];
  };

  it.each([
    "2026-03-09",
    "2026-03-09T07:41:12",
    "2026-03-09 07:41:12.123456+01:00",
    "2026-03-09t07:41z",
    "2026-03-09T07:41:12+0100",
    "2026-03-09 07:41:12+01",
    "2016-12-31T23:59:60Z",
  ])("is taken as it is: %j", (timestamp) => {
    expect(codesOf(timestamp)).toEqual([]);
  });

  it.each([
    ["1773042072", ["seconds"]],
    ["1773042072000", ["milliseconds"]],
    ["1970-01-21T12:30:42.072Z", ["seconds"]],
    ["1990-01-01", []],
  ])("is odd where a number was meant as another one: %j", (timestamp, codes) => {
    expect(codesOf(timestamp)).toEqual(codes);
  });

  it.each(["", "03/09/2026", "9 March 2026", "2026-13-01", "2026-03-09T25:00:00Z", "yesterday"])(
    "isn't ISO 8601: %j",
    (timestamp) => {
      expect(codesOf(timestamp)).toEqual(["no-time"]);
    },
  );

  it("is read as UTC where it has no zone", () => {
    expect(["2026-03-10T12:00:00", "2026-03-10T12:00:01"].map(codesOf)).toEqual([[], ["future"]]);
    expect(["2026-03-10T11:00:00-01", "2026-03-10T11:00:01-0100"].map(codesOf)).toEqual([[], ["future"]]);
  });
});

describe("options that can't be right", () => {
  it.each([
    [{ vocabulary: "Airship" }, /vocabulary can't be "Airship": use one of "semantic", "airship"/],
    [{ vocabluary: "airship" }, /The diagnosis has no "vocabluary"/],
    [{ mapperOptions: { bulkTracking: {} } }, /mapperOptions has no "bulkTracking"/],
    [{ maxEvents: -1 }, /maxEvents must be a number from 0/],
    [{ maxEventBytes: Number.NaN }, /maxEventBytes must be/],
  ])("throw: %j", (options, message) => {
    expect(() => diagnose("{}", options as never)).toThrow(TypeError);
    expect(() => diagnose("{}", options as never)).toThrow(message);
  });

  const noNumbers: readonly unknown[] = [Number.NaN, -Infinity, -1, "10", "", true, null, [], {}, 8n, new Date()];

  it.each(noNumbers)("throw where a number is %o", (value) => {
    const message = (name: string) => new TypeError(`The option ${name} must be a number from 0.`);
    for (const name of ["maxEvents", "maxEventBytes", "nowMs"])
      expect(() => diagnose("{}", { [name]: value })).toThrow(message(name));
    for (const name of ["maxCallBytes", "maxBatchBytes"]) {
      const limits = { maxCallBytes: 1, maxBatchBytes: 1, [name]: value };
      expect(() => diagnose("{}", { limits })).toThrow(message(`limits.${name}`));
    }
  });

  it.each([
    [{ endpoint: "events" }, /endpoint can't be "events": use one of "batch", "identify"/],
    [{ isKeyAccepted: "no" }, /isKeyAccepted must be true or false/],
    [{ limits: { maxCallBytes: 1 } }, /limits.maxBatchBytes must be a number/],
    [{ limits: { maxBytes: 1 } }, /The option limits has no "maxBytes"/],
    [null, /The diagnosis takes an object of options, not null/],
  ])("throw for %j as well", (options, message) => {
    expect(() => diagnose("{}", options as never)).toThrow(message);
  });

  it.each([undefined, null, 5, {}, [], ["{}"]])("are no excuse for a text that is %o", (text) => {
    expect(() => diagnose(text as never)).toThrow(
      new TypeError("A diagnosis takes a text, or its bytes as a Uint8Array."),
    );
  });

  it("throw from a trace, too", () => {
    expect(() => traceEvent(click, { vocabulary: "toString" as never })).toThrow(/use one of/);
  });
});

it.each([String(2 ** 60), "4711.00000000000000001"])(
  "an event that is skipped says which value couldn't be used: %s",
  (id) => {
    const text = json({ ...click, recipient: undefined, additional: { user_id: 0 } });
    const [event] = diagnose(text.replace('"user_id":0', `"user_id":${id}`)).events;
    expect(event?.endsAt).toMatchObject({
      name: "mapped",
      findings: [{ code: "no-identity" }, { code: "inexact_number", pointer: "/additional/user_id" }],
    });
  },
);

it("an event that repeats a key and nests too deep has both findings, in the order of the relay", () => {
  const deep = Array.from({ length: 101 }).reduce<unknown>((below) => ({ below }), 1);
  const [event] = diagnose(`{"a":1,"a":2,"b":${json(deep)}}`).events;
  expect(event?.endsAt?.findings).toMatchObject([{ code: "duplicate_key" }, { code: "nesting" }]);
  expect(event?.endsAt?.sentence).toMatch(/appears twice/);
});

it("an event whose call would be too large arrives without its largest property", () => {
  const [event] = diagnose(json({ ...click, additional: { page: "x".repeat(40_000) } })).events;
  expect(event?.endsAt).toBeUndefined();
  expect(event?.answer).toMatchObject({ strict: 200 });
  const mapped = event?.stages.find(({ name }) => name === "mapped");
  expect(mapped?.findings).toMatchObject([{ code: "too_long", pointer: "/mapped/properties/additional/page" }]);
});

describe("an event with bytes that aren't UTF-8", () => {
  const latin1 = Buffer.from(json({ ...click, recipient: "Müller@example.com" }), "latin1");

  it.each([
    ["one a line", ["", "\n", "\n", ""], [1, 2, 3]],
    ["a list", ["[", ",\n", ",\n", "]"], [1, 2, 3]],
  ] as const)("costs no other event: %s", (_, [open, first, second, close], numbers) => {
    const whole = (id: string): string => json({ ...click, event_id: id, recipient: "M\ufffdüller@example.com" });
    const [before, after] = [open + whole("e-0") + first, second + whole("e-2") + close];
    const bytes = Buffer.concat([Buffer.from(before), latin1, Buffer.from(after)]);
    const { events } = diagnose(bytes);
    expect(events.map(({ number }) => number)).toEqual(numbers);
    expect(events.map(({ endsAt }) => endsAt?.name)).toEqual([undefined, "read", undefined]);
    const place = { line: 2, column: latin1.indexOf(0xfc) + 1 };
    expect(events[1]?.endsAt?.findings).toMatchObject([{ code: "utf8", place }]);
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
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(20_000);
  });
});
