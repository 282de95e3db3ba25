import { readdirSync, readFileSync } from "node:fs";
import { semanticEmailEventNames, type AirshipEvent } from "@email-events/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAirshipMapper } from "./create-mapper.ts";
import { mapAirshipEvent } from "./map-event.ts";

const folder = new URL("../../../schemas/examples/airship/", import.meta.url);
const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /[/\\]valid\.[^/\\]*\.json$/.test(path))
  .toSorted();
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), "utf8")) as AirshipEvent;

/** Default outcomes that aren't calls: by folder, and by file if a file differs from its folder. */
const skips: { readonly [path: string]: string } = {
  "compliance-bounce": "reported-by-custom-bounce",
  "compliance-registration": "no-semantic-event",
  delay: "not-terminal",
  injection: "no-semantic-event",
  "offset-update": "not-an-event",
  open: "counted-by-initial-open",
  "unsubscribe/valid.consequence-of-a-bounce.json": "consequence-of-another-event",
  "unsubscribe/valid.consequence-of-a-spam-complaint.json": "consequence-of-another-event",
};

/** Whether an example identifies a person without an address. */
const hasNoAddress = (source: AirshipEvent): boolean => !/.@./.test(JSON.stringify(source));

const expectCall = (event: unknown, source: AirshipEvent) => {
  const address = hasNoAddress(source) ? undefined : expect.stringMatching(/.@./);
  expect(event).toMatchObject({
    type: "track",
    messageId: source.id,
    timestamp: source.occurred,
    context: address === undefined ? {} : { traits: { email: address } },
    properties: { email_id: expect.stringMatching(/./), ...(address !== undefined && { recipient: address }) },
  });
  expect(event).toSatisfy((call: { userId?: string; anonymousId?: string }) =>
    Boolean(call.userId ?? call.anonymousId),
  );
};

describe("every valid example", () => {
  it("exists", () => {
    expect(new Set(paths.map((path) => path.split(/[/\\]/)[0])).size).toBe(15);
    expect(paths.length).toBeGreaterThan(95);
  });

  it.each(paths)("%s is mapped, or skipped for a known reason", (path) => {
    const source = read(path);
    const outcome = mapAirshipEvent(source);
    const reason = skips[path] ?? skips[path.split(/[/\\]/)[0] ?? ""];
    if (reason !== undefined) return expect(outcome).toStrictEqual({ status: "skipped", reason });
    if (outcome.status !== "mapped") return expect(outcome.status).toBe("mapped");
    expect(semanticEmailEventNames).toContain(outcome.event.event);
    return expectCall(outcome.event, source);
  });

  it("is mapped under the options that skip the least, except for four kinds of reasons", () => {
    const mapEvent = createAirshipMapper({
      opens: "both",
      forward: { delay: "Email Delayed", injection: "Email Injected" },
      complianceBounce: "map",
      unsubscribeEvent: "Email Unsubscribed",
    });
    const reasons = new Set<string>();
    for (const path of paths) {
      const source = read(path);
      const outcome = mapEvent(source);
      if (outcome.status === "mapped") expectCall(outcome.event, source);
      else if (outcome.status === "skipped") reasons.add(outcome.reason);
      else expect.fail(`${path} is unrecognized`);
    }
    expect([...reasons].toSorted()).toEqual(["consequence-of-another-event", "no-semantic-event", "not-an-event"]);
  });
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const freeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
};

/** Every path to a member of an object, at any depth. */
const membersOf = (value: unknown): readonly (readonly string[])[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([key, member]) => [[key], ...membersOf(member).map((p) => [key, ...p])])
    : [];

const replaceAt = (value: unknown, [key, ...rest]: readonly string[], by: Json | undefined): unknown => {
  if (key === undefined) return by;
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([name]) => name !== key || rest.length > 0 || by !== undefined);
  return Object.fromEntries(members.map(([name, m]) => [name, name === key ? replaceAt(m, rest, by) : m]));
};

/** The declared type of a property. */
const typeOf = (name: string): string =>
  name === "campaign_categories" ? "object" : name.startsWith("is_") ? "boolean" : "string";

describe("an event with any members replaced or removed", () => {
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom("", "true", "bounce", "constructor", "__proto__", "EMAIL", "CUSTOM", "COMPLIANCE"),
    fc.constantFrom<Json>(null, 0, true, [], {}, [""], ["a", 5], { toString: 1 }),
    fc.jsonValue() as fc.Arbitrary<Json>,
  );
  const mutated = fc
    .constantFrom(...paths.map(read))
    .chain((source) =>
      fc
        .array(fc.tuple(fc.constantFrom(...membersOf(source)), value), { minLength: 1, maxLength: 4 })
        .map((edits) => edits.reduce<unknown>((event, [path, by]) => replaceAt(event, path, by), source)),
    );
  const mappers = [
    mapAirshipEvent,
    createAirshipMapper({ opens: "both", identity: "channel", complianceBounce: "map", prefetchedOpens: "skip" }),
    createAirshipMapper({ opens: "open", forward: { delay: "D", injection: "I" }, complianceBounce: "map" }),
  ];

  it("never throws, isn't modified, always has an outcome, and its call always has ids", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutated, fc.constantFrom(...mappers), (event, mapEvent) => {
        const before = JSON.stringify(event);
        const outcome = mapEvent(freeze(event) as AirshipEvent);
        seen.add(outcome.status);
        expect(JSON.stringify(event)).toBe(before);
        if (outcome.status === "skipped") expect(outcome.reason).toMatch(/^[a-z-]+$/);
        if (outcome.status === "unrecognized") expect(outcome.name).toBeTypeOf("string");
        if (outcome.status !== "mapped") return;
        const { userId, anonymousId, messageId, timestamp, properties } = outcome.event;
        expect([messageId, timestamp]).toEqual([expect.stringMatching(/[^]/), expect.stringMatching(/[^]/)]);
        expect(properties.email_id).toEqual(expect.stringMatching(/[^]/));
        expect([userId, anonymousId]).toContainEqual(expect.stringMatching(/[^]/));
        expect(userId).not.toBe("");
        expect(anonymousId).not.toBe("");
        // A call has values of the declared types, whatever the event has.
        expect(Object.entries(properties).filter(([name, member]) => typeof member !== typeOf(name))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
    expect([...seen].toSorted()).toEqual(["invalid", "mapped", "skipped", "unrecognized"]);
  }, 30_000);
});
