import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { groupByKind } from "./group-by-kind.ts";
import type { DiagnoseOptions } from "./options.ts";
import type { StageName } from "./stages/stage.ts";
import { airship, click, opened } from "./testing/index.ts";

const json = (value: unknown): string => JSON.stringify(value);

/** What a person reads of one stage of the last event: its sentence; then what was found where, and what to do. */
const linesOf = (value: unknown, name: StageName, options?: DiagnoseOptions): readonly string[] => {
  const text = typeof value === "string" ? value : json(value);
  const stage = diagnose(text, options)
    .events.at(-1)
    ?.stages.find((one) => one.name === name);
  if (stage === undefined) return [];
  const found = stage.findings.map(({ next = "", pointer, sentence }) =>
    stage.sentence.includes(sentence) ? `${pointer}: ${next}` : `${pointer}: ${sentence} ${next}`,
  );
  return [`${stage.status}: ${stage.sentence}`, ...found];
};

describe("what is said of an event", () => {
  const spelled = { action: "track", event: "Email Opened", user_id: "u", properties: { email_id: "e" } };
  const untyped = { ...opened, type: undefined };
  const setIntegrations = "Leave integrations out, or set the destination to true.";
  const convert = "Convert it: normalize of @email-events/core, or email-events relay --vocabulary semantic.";
  const isSpelled = "It has the specification page's spelling (action, user_id), which isn't the API's spelling.";
  const twoNames = "passes: An unsubscribe has two names: what matches exact names may know only Unsubscribed.";
  const limits = { maxCallBytes: 102, maxBatchBytes: 114 };
  const size = (body: string, of: string): string =>
    `fails: The API refuses it with 400: The ${body}, and the API takes at most ${of}. Without strict mode, the API answers 200 and drops the event.`;

  it.each<[string, unknown, StageName, DiagnoseOptions | undefined, readonly string[]]>([
    ["one byte", "5", "read", undefined, ["passes: 1 byte of JSON."]],
    ["more bytes", "{}", "read", undefined, ["passes: 2 bytes of JSON."]],
    [
      "keys",
      `{"a":1,"a":2,"__proto__":1,${json(click).slice(1)}`,
      "read",
      undefined,
      [
        "fails: A key appears twice in one object: readers disagree on which value counts. The relay sets such an event aside.",
        "/a: Send each key once.",
        "/__proto__: A key is called __proto__. Rename it.",
      ],
    ],
    [
      "the other spelling",
      spelled,
      "recognized",
      undefined,
      ["passes: The semantic event Email Opened, in the specification page's spelling."],
    ],
    [
      "a value that can't be used",
      { ...click, additional: { user_id: 2 ** 60 } },
      "mapped",
      undefined,
      [
        "passes: It becomes Email Link Clicked.",
        "/additional/user_id: /additional/user_id: expected a whole number below 2^53 in size, or a string, received a number beyond 2^53. Hint: send it as a string",
      ],
    ],
    [
      "an event of no type at an endpoint",
      untyped,
      "recognized",
      { endpoint: "track" },
      ["passes: The semantic event Email Opened."],
    ],
    ["an event of no type at an endpoint", untyped, "valid", { endpoint: "track" }, ["passes: It is valid."]],
    [
      "an event of no type in a batch",
      untyped,
      "valid",
      { endpoint: "batch" },
      ["fails: /type: expected a value, received nothing.", "/type: Add it where the event is made."],
    ],
    [
      "a misspelled property of an event of no type",
      { ...untyped, properties: { email_id: "e", linkurl: "" } },
      "noticed",
      { endpoint: "track" },
      [
        "fails: The name of a property is nearly link_url. As it is, nothing reads it as link_url.",
        "/properties/linkurl: If it is meant, name it link_url.",
      ],
    ],
    [
      "an option that throws",
      click,
      "mapped",
      { mapperOptions: { "bulk-tracking": { identity: () => JSON.parse("") } } },
      [
        "fails: The event: expected an option that maps the event, received one that throws.",
        ": Hint: correct the function that is given as an option, such as identity",
      ],
    ],
    ["a source event", click, "recognized", undefined, ["passes: An event of bulk-tracking: click."]],
    [
      "both spellings",
      { ...opened, action: "track" },
      "recognized",
      undefined,
      ["passes: The semantic event Email Opened."],
    ],
    [
      "another call",
      { type: "identify", userId: "u" },
      "recognized",
      undefined,
      ["passes: A call of the Pipelines API of the type identify: no email event."],
    ],
    [
      "a call of no type at an endpoint",
      { userId: "u" },
      "recognized",
      { endpoint: "identify" },
      ["passes: A call of the Pipelines API of the type identify: no email event."],
    ],
    [
      "issues",
      { ...opened, userId: 5, properties: {} },
      "valid",
      undefined,
      [
        "fails: /userId: expected a string, received 5. There are 2 issues.",
        "/userId: Correct the value where the event is made.",
        "/properties/email_id: /properties/email_id: expected a value, received nothing. Add it where the event is made.",
      ],
    ],
    [
      "an issue",
      { ...opened, properties: {} },
      "valid",
      undefined,
      [
        "fails: /properties/email_id: expected a value, received nothing.",
        "/properties/email_id: Add it where the event is made.",
      ],
    ],
    ["a call as large as it may be", opened, "answered", { limits }, ["passes: The API answers 200 and stores it."]],
    [
      "a call",
      opened,
      "answered",
      { limits: { ...limits, maxCallBytes: 101 } },
      [size("call has 102 bytes", "101"), "/properties: Shorten the largest property, or leave it out."],
    ],
    [
      "a call at an endpoint, with the blanks that it was written with",
      json(opened).replace("{", "{ "),
      "answered",
      { limits, endpoint: "track" },
      [size("call has 103 bytes", "102"), "/properties: Shorten the largest property, or leave it out."],
    ],
    [
      "a call without the blanks that it was written with",
      json(opened).replace("{", "{ "),
      "answered",
      { limits },
      ["passes: The API answers 200 and stores it."],
    ],
    [
      "a call that was mapped, at an endpoint",
      airship("click"),
      "answered",
      { limits, endpoint: "track", vocabulary: "airship" },
      [size("call has 309 bytes", "102"), "/properties: Shorten the largest property, or leave it out."],
    ],
    [
      "a batch as large as it may be",
      { batch: [opened] },
      "answered",
      { limits },
      ["passes: The API answers 200 and stores it."],
    ],
    [
      "a batch",
      { batch: [opened] },
      "answered",
      { limits: { ...limits, maxBatchBytes: 113 } },
      [size("batch has 114 bytes", "113"), ": Send fewer calls in a batch."],
    ],
    ["the other spelling", spelled, "noticed", undefined, [`fails: ${isSpelled}`, `/action: ${convert}`]],
    ["both spellings", { ...opened, action: "track" }, "noticed", undefined, ["passes: Nothing else stands out."]],
    [
      "a batch",
      { context: { ip: "::1" }, integrations: { a: true }, batch: [opened] },
      "noticed",
      undefined,
      [
        "fails: The batch has context beside its calls: they apply to all calls, whoever each is about.",
        ": Put context on each call.",
        ": The batch has integrations beside its calls: they apply to all calls, whoever each is about. Put integrations on each call.",
      ],
    ],
    [
      "a batch with nothing beside its calls",
      { context: {}, integrations: {}, batch: [opened] },
      "noticed",
      undefined,
      ["passes: Nothing else stands out."],
    ],
    [
      "destinations",
      { ...opened, integrations: { ALL: false, Foo: false, Bar: true } },
      "noticed",
      undefined,
      [
        "fails: integrations switch off all destinations that they don't name: the event is accepted and goes no further.",
        `/integrations/ALL: ${setIntegrations}`,
        `/integrations/Foo: integrations switch a destination off: the event is accepted and doesn't get there. ${setIntegrations}`,
      ],
    ],
    [
      "an unsubscribe",
      { ...opened, event: "Email Unsubscribed" },
      "noticed",
      undefined,
      [twoNames, "/event: Check which name your campaigns and segments expect, and send that one everywhere."],
    ],
    [
      "an unsubscribe that is mapped",
      airship("unsubscribe"),
      "noticed",
      { mapperOptions: { airship: { unsubscribeEvent: "Email Unsubscribed" } } },
      [
        twoNames,
        '/event: Check which name your campaigns expect; --map "airship.unsubscribeEvent=Unsubscribed" sends the other.',
      ],
    ],
    [
      "an unsubscribe of the other name",
      { ...opened, event: "Unsubscribed" },
      "noticed",
      undefined,
      ["passes: Nothing else stands out."],
    ],
    [
      "an id of Customer.io",
      { ...opened, userId: "cio_a" },
      "noticed",
      undefined,
      ["passes: The userId begins with cio_: it is treated as Customer.io's own id.", "/userId: "],
    ],
  ])("is true, and says what to do: %s at %#", (_, value, stage, options, expected) => {
    expect(linesOf(value, stage, options)).toEqual(expected);
  });

  it.each<[unknown, string | undefined, string | undefined]>([
    [click, "bulk-tracking", "click"],
    [airship("click"), "airship", "click"],
    [opened, "semantic", "Email Opened"],
    // A semantic event may have members of another vocabulary.
    [{ ...opened, event_id: "e" }, "semantic", "Email Opened"],
    [{ type: "identify", userId: "u" }, "semantic", undefined],
    // One member of a call isn't enough.
    [{ userId: "u" }, undefined, undefined],
    [{ event: "Email Opened" }, undefined, undefined],
    [{ userId: "u", event: "Bought" }, "semantic", "Bought"],
  ])("has its vocabulary and its name: %j", (value, vocabulary, name) => {
    const [event] = diagnose(json(value)).events;
    expect([event?.vocabulary, event?.name]).toEqual([vocabulary, name]);
  });

  it("has the ten first keys that are wrong, and none below what nests too deep", () => {
    const codesOf = (text: string) => diagnose(text).events[0]?.stages[0]?.findings.map(({ code }) => code);
    const repeated = Array.from({ length: 12 }, () => '"a":1').join(",");
    expect(codesOf(`{${repeated},${json(click).slice(1)}`)).toEqual(Array.from({ length: 10 }, () => "duplicate_key"));
    const nested = (levels: number): string => `{"deep":${"[".repeat(levels)}${"]".repeat(levels)},"a":1,"a":2}`;
    expect(codesOf(nested(100))).toEqual(["nesting"]);
    expect(codesOf(nested(99))).toEqual(["duplicate_key"]);
  });

  it("has the sentences of the API", () => {
    const errorsOf = (value: unknown, options: DiagnoseOptions) =>
      diagnose(json(value), options).events[0]?.answer?.errors;
    const small = { maxCallBytes: 20, maxBatchBytes: 200 };
    expect(errorsOf(opened, { limits: small })).toEqual(["a call must be at most 20 bytes"]);
    expect(errorsOf(opened, { limits: small, endpoint: "track" })).toEqual(["the body must be at most 20 bytes"]);
    expect(errorsOf({ batch: [opened] }, { limits: { ...small, maxBatchBytes: 50 } })).toEqual([
      "the body must be at most 50 bytes",
    ]);
  });
});

describe("what is said of a text", () => {
  const paste = "Paste an event as JSON, a list of events, or one event a line.";
  const one = json(click);

  it.each<[string, string, string?]>([
    ["", "The text is empty.", paste],
    [one, "The text is one value."],
    ["[]", "The text is a list of 0 values.", paste],
    [`[${one}]`, "The text is a list of 1 value."],
    [`${one}\n${one}`, "The text has 2 values, one a line."],
    [`${one} ${one}`, "The text has 2 values, one after the other."],
    ["{}\n".repeat(1_200), "The text has 1,200 values, one a line."],
    [json({ batch: [opened] }), "The text is a batch of 1 call."],
    [json({ batch: [opened, opened] }), "The text is a batch of 2 calls."],
    // No batch: it isn't JSON, isn't a list, isn't an object of its own, or is a call that has such a property.
    [`{"batch": [${json(opened)}`, "The text is one value."],
    [json({ batch: 5 }), "The text is one value."],
    [json('"batch": []'), "The text is one value."],
    [json({ ...opened, batch: [opened] }), "The text is one value."],
    [`[\n${one}\n`, "The text is a list of 1 value. As a whole it isn't JSON: it ends too early (line 2, column 93)."],
  ])("is true, and says what to do: %#", (text, sentence, next) => {
    const said = diagnose(text);
    expect([said.sentence, said.next]).toEqual([sentence, next]);
  });

  it("has the kinds of its events, and how many are of each", () => {
    const { events } = diagnose(
      [click, { ...click, event_id: "e-2" }, { ...click, event_id: "e-3", type: 1 }].map(json).join("\n"),
    );
    const kinds = groupByKind(events).map(({ count, first, kind }) => [kind, count, first.number]);
    expect(kinds).toEqual([
      ["arrives", 2, 1],
      ["valid: type", 1, 3],
    ]);
  });
});
