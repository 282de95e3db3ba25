import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceVocabularyNames, vocabularyNames } from "../sources/index.ts";
import { placesIn, toPointer } from "./place.ts";
import { traceEvent } from "./trace-event.ts";
import type { Trace } from "./trace-mapping.ts";

const folder = join(import.meta.dirname, "../../../../schemas/examples");

/** Every third of the examples, and all with `TRACES=all`: together they take seconds. */
const isTried = (_: unknown, index: number): boolean => process.env["TRACES"] === "all" || index % 3 === 0;

const examplesOf = (vocabulary: string): readonly (readonly [string, object])[] =>
  readdirSync(join(folder, vocabulary), { recursive: true, encoding: "utf8" })
    .filter((path) => /valid\.[^/]*\.json$/.test(path) && !path.includes("invalid."))
    .filter(isTried)
    .map((path) => [path, JSON.parse(readFileSync(join(folder, vocabulary, path), "utf8")) as object]);

const example = (path: string): object => JSON.parse(readFileSync(join(folder, path), "utf8")) as object;

const originsOf = (trace: Trace | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (trace?.properties ?? []).map(({ pointer, from }) => [pointer, from.map((origin) => origin.pointer).join(" ")]),
  );

describe.each(vocabularyNames)("the valid examples of %s", (vocabulary) => {
  it.each(examplesOf(vocabulary))("account for each value once: %s", (_, event) => {
    const trace = traceEvent(event, { vocabulary });
    if (trace === undefined) throw new Error("no trace");
    const reached = new Set(trace.properties.flatMap(({ from }) => from.map(({ pointer }) => pointer)));
    const all = [...reached, ...[...trace.deciding, ...trace.leftBehind].map(({ pointer }) => pointer)];
    expect(all.toSorted()).toEqual(
      placesIn(event)
        .map(({ path }) => toPointer(path))
        .toSorted(),
    );
    for (const { value, from } of trace.properties)
      for (const origin of from) expect(origin.isCopied).toBe(origin.value === value);
    // Without an origin is only what all calls have.
    const without = trace.properties.filter(({ from }) => from.length === 0).map(({ pointer }) => pointer);
    expect(without.filter((pointer) => pointer !== "/type")).toEqual([]);
  });
});

describe("traceEvent", () => {
  it("shows where a click of Airship goes", () => {
    const trace = traceEvent(example("airship/click/valid.reference-page.json"));
    expect(originsOf(trace)).toMatchObject({
      "/event": "/body/name",
      "/messageId": "/id",
      "/timestamp": "/occurred",
      "/userId": "/body/properties/email",
      "/anonymousId": "/device/channel",
      "/properties/email_id": "/body/triggering_push/push_id",
      "/properties/is_mobile": "/body/properties/is_mobile",
      "/properties/campaign_name": "/body/triggering_push/campaigns/categories/0",
    });
    expect(trace?.leftBehind.map(({ pointer }) => pointer)).toEqual([
      "/offset",
      "/processed",
      "/device/delivery_address",
      "/body/session_id",
      "/body/source",
      "/body/properties/is_prefetched",
    ]);
  });

  it("shows the parts of an id, and a converted time", () => {
    const trace = traceEvent(example("bulk-tracking/submission-tracking-click/valid.ipv6-and-additional-data.json"));
    expect(originsOf(trace)).toMatchObject({
      "/messageId": "/type /event_id",
      "/timestamp": "/timestamp",
      "/userId": "/recipient",
      "/properties/campaign_id": "/additional/campaign_id",
    });
  });

  it("goes by the options of the mapper", () => {
    const event = example("airship/open/valid.reference-page.json");
    expect(traceEvent(event)).toMatchObject({ outcome: { status: "skipped" }, properties: [] });
    const trace = traceEvent(event, { mapperOptions: { airship: { opens: "both", identity: "channel" } } });
    expect(originsOf(trace)).toMatchObject({ "/event": "/body/name", "/anonymousId": "/device/channel" });
    expect(originsOf(trace)).not.toHaveProperty("/userId");
  });

  it("refuses an unknown option, which would be ignored", () => {
    const options = { mapperOption: { airship: { opens: "both" } } };
    expect(() => traceEvent({}, options as never)).toThrow(
      new TypeError('The trace has no "mapperOption": use one of "vocabulary", "mapperOptions".'),
    );
  });

  it("knows no origin in an event of no vocabulary", () => {
    expect(traceEvent({ hello: 1 })).toBeUndefined();
    expect(sourceVocabularyNames.map((vocabulary) => traceEvent({}, { vocabulary })?.properties)).toEqual(
      sourceVocabularyNames.map(() => []),
    );
  });
});
