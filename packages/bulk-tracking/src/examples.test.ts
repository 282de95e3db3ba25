import { readdirSync, readFileSync } from "node:fs";
import type { BulkTrackingEvent } from "@email-events/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBulkTrackingMapper } from "./create-mapper.ts";
import { mapBulkTrackingEvent } from "./map-event.ts";

const folder = new URL("../../../schemas/examples/bulk-tracking/", import.meta.url);
const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /[/\\]valid\.[^/\\]*\.json$/.test(path))
  .toSorted();
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), "utf8")) as BulkTrackingEvent;

const names: { readonly [type: string]: string } = {
  click: "Email Link Clicked",
  open: "Email Opened",
  unsubscribe: "Unsubscribed",
};

/** Returns the identity of an example, if it has one. */
const personOf = ({ additional, recipient }: BulkTrackingEvent): unknown => {
  const data = typeof additional === "object" && !Array.isArray(additional) ? additional : null;
  return data?.["user_id"] ?? recipient ?? "";
};

const isNobody = (event: BulkTrackingEvent): boolean => ["", "<>"].includes(String(personOf(event)));

describe("every valid example", () => {
  it("exists", () => {
    expect(new Set(paths.map((path) => path.split(/[/\\]/)[0])).size).toBe(3);
    expect(paths.length).toBeGreaterThan(25);
  });

  it.each(paths)("%s is mapped, or skipped for a known reason", (path) => {
    const source = read(path);
    const outcome = mapBulkTrackingEvent(source);
    if (isNobody(source)) return expect(outcome).toMatchObject({ status: "skipped", reason: "no-identity" });
    const { recipient } = source;
    return expect(outcome).toMatchObject({
      status: "mapped",
      event: {
        userId: expect.stringMatching(/./),
        type: "track",
        event: names[source.type],
        messageId: `${source.type}:${source.event_id}`,
        timestamp: new Date(Number(source.timestamp)).toISOString(),
        context: recipient ? { traits: { email: recipient } } : {},
        properties: { email_id: source.message_id || source.event_id, ...(recipient && { recipient }) },
      },
    });
  });
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const freeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
};

/** The declared type of a property. */
const typeOf = (name: string): string => (name === "additional" ? "object" : "string");

describe("an event with any members replaced or removed", () => {
  const key = fc.constantFrom(
    "user_id",
    "userId",
    "email_id",
    "campaign_id",
    "link_id",
    "list_id",
    "__proto__",
    "constructor",
    "a",
  );
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom<Json>(
      "",
      null,
      0,
      -1,
      1e300,
      true,
      [],
      {},
      "__proto__",
      "constructor",
      "253402300800000",
      "\ud800",
      "<>",
      1e21,
      2.5,
    ),
    fc.dictionary(key, fc.jsonValue() as fc.Arbitrary<Json>),
    fc.jsonValue() as fc.Arbitrary<Json>,
  );
  const members = ["type", "event_id", "timestamp", "recipient", "message_id", "ip", "user_agent", "url", "additional"];
  const mutated = fc
    .tuple(fc.constantFrom(...paths.map(read)), fc.dictionary(fc.constantFrom(...members), value))
    .map(([source, edits]) => Object.fromEntries(Object.entries({ ...source, ...edits })));
  const mappers = [
    mapBulkTrackingEvent,
    createBulkTrackingMapper({
      unsubscribeEvent: "Email Unsubscribed",
      identity: (event) => ({ anonymousId: event.recipient }),
      plausibleTime: { from: "1970-01-01", to: "9999-12-31" },
      additional: { campaign_id: "__proto__", campaign_name: "constructor", list_id: ["a", "list_id"] },
    }),
  ];

  it("never throws, isn't modified, always has an outcome, and its call always has ids", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutated, fc.constantFrom(...mappers), (event, mapEvent) => {
        const before = JSON.stringify(event);
        const outcome = mapEvent(freeze(event) as unknown as BulkTrackingEvent);
        seen.add(outcome.status);
        expect(JSON.stringify(event)).toBe(before);
        if (outcome.status === "skipped") expect(outcome.reason).toMatch(/^no-/);
        if (outcome.status === "invalid") expect(outcome.issues).toMatchObject([{ pointer: "/timestamp" }]);
        if (outcome.status === "unrecognized") expect(outcome.name).toBeTypeOf("string");
        if (outcome.status !== "mapped") return;
        expect(JSON.stringify(outcome.event)).not.toMatch(/\\ud[89a-f]/);
        const { userId, anonymousId, timestamp, properties } = outcome.event;
        expect(userId ?? anonymousId).toEqual(expect.stringMatching(/[^]/));
        expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(properties.email_id).toEqual(expect.stringMatching(/[^]/));
        expect(Object.entries(properties).filter(([name, member]) => typeof member !== typeOf(name))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
    expect([...seen].toSorted()).toEqual(["invalid", "mapped", "skipped", "unrecognized"]);
  }, 30_000);
});
