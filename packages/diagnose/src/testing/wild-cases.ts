import type { DiagnoseOptions } from "../options.ts";
import type { StageName, StageStatus } from "../stages/stage.ts";

/** A call that arrives. */
export const opened = {
  type: "track",
  event: "Email Opened",
  userId: "u-1",
  messageId: "m-1",
  properties: { email_id: "e" },
};
/** An event of bulk-tracking that arrives. */
export const click = { type: "click", event_id: "e-1", timestamp: "1773042072000", recipient: "nora@example.com" };
/** Returns an event of Airship. */
export const airship = (name: string, properties: object = {}) => ({
  id: "75264187-fe04-4af4-a36b-48b0ff973030",
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name, properties },
});

/** What goes wrong in the wild: where the event ends, at which place, and what to do. */
export interface WildCase {
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

const notJson = (text: string, at: string, next: RegExp): WildCase => ({ text, ends: "read", code: "json", at, next });

/** The cases by what they are. */
export const wildCases: Readonly<Record<string, WildCase>> = {
  "a call that is too large": {
    text: json({ ...opened, properties: { email_id: "e", note: "x".repeat(33_000) } }),
    ends: "answered",
    code: "too_large",
    at: '{"email_id":"e","note"',
    next: /Shorten the largest property/,
  },
  "a call that is too large by a property with a slash": {
    text: json({ ...opened, "a/b~c": "x".repeat(33_000) }),
    ends: "answered",
    code: "too_large",
    at: '"xxx',
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
  "no JSON": notJson("{'type': 'click'}", "'type", /double quotes/),
  "a line of a log": notJson(
    `2026-03-09 07:41:12 info: ${json(click)}`,
    "-03-09",
    /Leave out what comes before the \{/,
  ),
  "a line of a log that begins in brackets": notJson(
    `[info] ${json(click)}`,
    "info]",
    /Leave out what comes before the \{/,
  ),
  "a cell of a spreadsheet": notJson(`"${json(click).replaceAll('"', '""')}"`, '"type""', /doubled, as in a CSV file/),
  "a text from a word processor": notJson(json(click).replaceAll('"', "\u201d"), "\u201dtype", /straight ones/),
  "half a line": notJson('{"type":"click","event_id":"e-', "", /cut the text/),
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
  "an event that was written as JSON twice": {
    text: json(json(click)),
    ends: "recognized",
    code: "type",
    at: '"{',
    next: /without the quotes around it/,
  },
  "something that is no event": {
    text: json({ hello: "world" }),
    ends: "recognized",
    code: "no-vocabulary",
    at: "{",
    next: /send each by itself.* name its vocabulary \(--vocabulary\)/,
  },
};
