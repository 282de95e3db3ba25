import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { mapBulkTrackingEvent } from "@email-events/bulk-tracking";
import { identifier } from "@email-events/core/mapping";
import { bulkTracking, semantic } from "@email-events/validator";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../src/main.ts";

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly examples?: readonly object[];
}

/** The self-contained schema of an event, which core is generated from. */
const readSchema = (type: string): Schema => {
  const path = `../../core/src/generated/bulk-tracking/submission-tracking-${type}.schema.json`;
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as Schema;
};

/** A schema and its base schemas. */
const partsOf = (schema: Schema, root: Schema): readonly Schema[] => [
  schema,
  ...(schema.$ref ? partsOf(root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] ?? {}, root) : []),
  ...(schema.allOf ?? []).flatMap((base) => partsOf(base, root)),
];

const optionalNames = (root: Schema): readonly string[] => {
  const parts = partsOf(root, root);
  const required = parts.flatMap((part) => part.required ?? []);
  return parts.flatMap((part) => Object.keys(part.properties ?? {})).filter((name) => !required.includes(name));
};

const types = ["click", "open", "unsubscribe"] as const;

describe.each(types)("a %s", (type) => {
  const schema = readSchema(type);
  const [example = {}] = schema.examples ?? [];
  const names = optionalNames(schema);

  it("has optional places", () => {
    expect(names).toEqual(expect.arrayContaining(["recipient", "message_id", "ip", "user_agent", "additional"]));
    expect(names.includes("url")).toBe(type === "click");
  });

  it("is valid and mapped, or identifies nobody, whichever optional values are absent, null or empty", () => {
    const change = fc.constantFrom<{ readonly value?: unknown }>(
      {},
      { value: undefined },
      { value: null },
      { value: "" },
    );
    const changes = fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), change)));
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(changes, (list) => {
        const event: Record<string, unknown> = { ...example };
        for (const [name, edit] of list) {
          if ("value" in edit) event[name] = edit.value;
          if (event[name] === undefined) delete event[name];
        }
        const result = bulkTracking.parse(event);
        expect(result).toEqual({ status: "valid", value: event });
        if (result.status !== "valid") return;
        const outcome = mapBulkTrackingEvent(result.value);
        outcomes.add(outcome.status);
        if (!event["recipient"]) expect(outcome).toStrictEqual({ status: "skipped", reason: "no-identity" });
        else expect(outcome.status).toBe("mapped");
        if (outcome.status === "mapped") expect(semantic.parse(outcome.event)).toMatchObject({ status: "valid" });
      }),
      { numRuns: 300 },
    );
    expect([...outcomes].toSorted()).toEqual(["mapped", "skipped"]);
  });
});

const base = {
  type: "open",
  event_id: "7f3a1c52-1b8e-11f1-9c54-0242ac120002",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
};

/** Strings in JSON, including halves of surrogate pairs. */
const anyText = fc.string({ unit: fc.oneof(fc.string(), fc.constantFrom("\ud83d", "\udcda", "\u{1f4da}", "\0", " ")) });
const anyNumber = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(2 ** 53, -(2 ** 53), 1e21, 1e300, -0));
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    anyText,
    anyNumber,
    fc.constantFrom(null, true, "<>", "[email protected]"),
    fc.array(tie("data"), { maxLength: 3 }),
    fc.dictionary(anyText, tie("data"), { maxKeys: 3 }),
  ),
}));
const key = fc.oneof(fc.constantFrom("user_id", "userId", "email_id", "campaign_id", "link_id", "list_id"), anyText);
const validEvent = fc
  .record(
    {
      type: fc.constantFrom(...types),
      event_id: anyText.filter((id) => id !== ""),
      recipient: fc.oneof(fc.constant("nora@example.com"), anyText, fc.constant(null)),
      message_id: anyText,
      ip: anyText,
      user_agent: anyText,
      url: anyText,
      additional: fc.dictionary(key, data, { maxKeys: 4 }),
    },
    { requiredKeys: ["type"] },
  )
  .map((edits): unknown => JSON.parse(JSON.stringify({ ...base, ...edits })));

const anyTime = fc.oneof(
  fc.integer({ min: 1_600_000_000_000, max: 1_700_000_000_000 }),
  fc.integer({ min: 0, max: 10 ** 15 }),
  fc.integer({ min: 0, max: 10 ** 15 }).map(String),
  fc.date().map(String),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
  fc.constantFrom("1773042072.123", "01773042072000", "+1773042072000", " 1773042072000", "1.773e12", "", Infinity),
  data,
);

describe("the validator and the mapper agree", () => {
  it("about every time: valid and mapped, or invalid with the same issue", () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(anyTime, (timestamp) => {
        const event = { ...base, timestamp };
        const result = bulkTracking.parse(event);
        const outcome = mapBulkTrackingEvent(event as never);
        seen.add(result.status === "valid");
        expect(outcome.status).toBe(result.status === "valid" ? "mapped" : "invalid");
        if (result.status !== "valid" && outcome.status === "invalid")
          expect(outcome.issues).toStrictEqual(result.issues);
      }),
      { numRuns: 2_000 },
    );
    expect(seen.size).toBe(2);
  });

  it("about every string and number: valid events are mapped to valid calls that UTF-8 can encode, or identify nobody", () => {
    fc.assert(
      fc.property(validEvent, (event) => {
        const result = bulkTracking.parse(event);
        expect(result.status === "valid").toBe(true);
        if (result.status !== "valid") return;
        const outcome = mapBulkTrackingEvent(result.value);
        // An id that many events would share, such as "0", is a valid string.
        const isShared = identifier(result.value.event_id.toWellFormed()) === undefined;
        if (isShared) expect(outcome).toMatchObject({ status: "skipped", reason: "no-event-id" });
        else if (outcome.status === "skipped") expect(outcome.reason).toBe("no-identity");
        else expect(outcome.status).toBe("mapped");
        if (outcome.status !== "mapped") return;
        expect(semantic.parse(outcome.event)).toMatchObject({ status: "valid" });
        expect(JSON.stringify(outcome.event)).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("validate, map and relay agree", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "bulk-tracking-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = async (argv: readonly string[], stdin: string) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const output = Promise.all([text(stdout), text(stderr)]);
    const exitCode = await main(argv, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env: {} });
    stdout.end();
    stderr.end();
    const [out, err] = await output;
    return { exitCode, out, err };
  };
  const command = {
    validate: ["validate", "-", "--vocabulary", "bulk-tracking"],
    map: ["map", "-", "--vocabulary", "bulk-tracking"],
    relay: ["relay", "--from", "-", "--to", "sandbox", "--vocabulary", "bulk-tracking", "--report", "json"],
  };

  it.each<[string, object]>([
    ["event_id", { event_id: "e\ud83d" }],
    ["message_id", { message_id: "<\ud83d>" }],
    ["ip", { ip: "\ud83d" }],
    ["user_agent", { user_agent: "\udcdaMozilla" }],
    ["url", { type: "click", url: "https://books.example.com/\ud83d" }],
    ["recipient", { recipient: "nora\ud83d@example.com", additional: { user_id: "u" } }],
    ["the user", { additional: { user_id: "reader\ud83d" } }],
    ["a property that is taken", { additional: { campaign_id: "\ud83d" } }],
    ["a value that is left over", { additional: { deep: [{ down: "\ud83d" }] } }],
    ["a key that is left over", { additional: { "\ud83d": { "\ud83d": 1 } } }],
  ])("about half a surrogate pair in %s: the event is delivered", async (_name, edits) => {
    const line = `${JSON.stringify({ ...base, ...edits })}\n`;
    const results = await Promise.all(Object.values(command).map((argv) => run(argv, line)));
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const [, map, relay] = results;
    expect(map?.out.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(relay?.out.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ received: 1, delivered: 1 });
  });

  it.each([
    ["1773042072", "looks like seconds"],
    [1773042072000000, "looks like microseconds"],
    ["2026-03-09T07:41:12Z", "looks like a date"],
    [0, undefined],
  ])("about the time %j: it is invalid, with a hint in the rejects file", async (timestamp, hint) => {
    const line = `${JSON.stringify({ ...base, timestamp })}\n`;
    const rejects = join(folder, "rejects.ndjson");
    const commands = { ...command, relay: [...command.relay, "--rejects", rejects] };
    const results = await Promise.all(Object.values(commands).map((argv) => run(argv, line)));
    expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
    const [validate, map, relay] = results;
    const set = await readFile(rejects, "utf8");
    expect(set).toContain("Unix milliseconds from 2001-09-09T01:46:40.000Z");
    if (hint !== undefined) expect(set).toContain(hint);
    for (const said of [validate, map]) expect(`${said?.out}${said?.err}`).toContain("Unix milliseconds");
    expect(JSON.parse(relay?.out.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ received: 1, invalid: 1 });
  });
});
