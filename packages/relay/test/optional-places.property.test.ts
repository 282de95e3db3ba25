import { readdirSync, readFileSync } from "node:fs";
import { createAirshipMapper } from "@email-events/airship";
import { airship, semantic } from "@email-events/validator";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRecord, setAt } from "../src/testing/mutated-events.ts";
import { placesOf, type Place } from "../src/testing/schema-places.ts";

// The self-contained schemas of core, instead of a list of fields.
const folder = new URL("../../core/src/generated/airship/", import.meta.url);

const examplesFolder = new URL("../../../schemas/examples/airship/", import.meta.url);

/** The schemas of single events, by file: those with a type and a name. */
const schemas = readdirSync(folder)
  .filter((file) => file.endsWith(".schema.json"))
  .map((file): readonly [string, unknown] => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))])
  .flatMap(([file, schema]) => {
    if (!isRecord(schema) || Array.isArray(schema["oneOf"])) return [];
    const places = placesOf(schema);
    const isEvent = places.some(({ path }) => /^(?:body\/(?:name|event_type)|offset)$/.test(path.join("/")));
    const [example] = Array.isArray(schema["examples"]) ? (schema["examples"] as readonly unknown[]) : [];
    return isEvent && airship.is(example) ? [{ file, places, example }] : [];
  });

const mappers = [createAirshipMapper(), createAirshipMapper({ opens: "both", complianceBounce: "map" })];
/** The values that count as absent; for an object or list, an empty string doesn't. */
const absencesAt = ({ takesText }: Place): readonly unknown[] => [undefined, null, ...(takesText ? [""] : [])];

/** The outcome of mapping an event, which must be valid, as must its call. */
const outcomesOf = (event: unknown) => {
  const result = airship.parse(event);
  if (result.status !== "valid") throw new Error(JSON.stringify(result.issues));
  return mappers.map((mapEvent) => {
    const outcome = mapEvent(result.value);
    if (outcome.status === "mapped") expect(semantic.parse(outcome.event)).toMatchObject({ status: "valid" });
    return outcome;
  });
};

it("every kind of event has places", () => {
  expect(schemas.map(({ file }) => file.replace(".schema.json", ""))).toEqual(readdirSync(examplesFolder).toSorted());
  const click = schemas.find(({ file }) => file === "click.schema.json");
  const required = click?.places.filter(({ isOptional }) => !isOptional).map(({ path }) => path.join("/"));
  expect(required?.toSorted()).toEqual(["body", "body/name", "device", "device/device_type", "id", "occurred", "type"]);
  expect(click?.places.length).toBeGreaterThan(35);
});

describe.each(schemas)("an event of $file", ({ places, example }) => {
  const optional = places.filter(({ isOptional }) => isOptional);
  const before = outcomesOf(example).map((outcome) => (outcome.status === "skipped" ? outcome.reason : "mapped"));

  it.each(optional.map((place) => [place.path.join("/"), place] as const))(
    "is mapped to the same call if %s is absent, null or empty",
    (_path, place) => {
      const [absent, ...others] = absencesAt(place).map((value) => outcomesOf(setAt(example, place.path, value)));
      for (const outcomes of others) expect(outcomes).toStrictEqual(absent);
      expect(absent?.map((outcome) => (outcome.status === "skipped" ? outcome.reason : outcome.status))).toEqual(
        before,
      );
    },
  );

  it.each(optional.map((place) => [place.path.join("/"), place] as const))(
    "is valid without %s if that has a wrong type",
    (_path, { path }) => {
      const absent = outcomesOf(setAt(example, path, undefined));
      const wrong = [7, 1.5, true, "", "x", [], ["x"], {}, { x: 1 }]
        .map((value) => setAt(example, path, value))
        .filter((event) => !airship.is(event));
      for (const event of wrong) {
        expect(airship.parse(event)).toMatchObject({ status: "valid", notes: [{}] });
        expect(outcomesOf(event)).toStrictEqual(absent);
      }
    },
  );

  it("is valid and mapped, or identifies nobody, whichever optional places are null or empty", () => {
    const edit = fc
      .constantFrom(...optional)
      .chain((place) => fc.tuple(fc.constant(place.path), fc.constantFrom(...absencesAt(place))));
    const edits = fc.array(edit, { maxLength: 60 });
    fc.assert(
      fc.property(edits, (changes) => {
        const event = changes.reduce<unknown>((from, [path, by]) => setAt(from, path, by), example);
        const without = changes.reduce<unknown>((from, [path]) => setAt(from, path, undefined), example);
        const outcomes = outcomesOf(event);
        for (const [index, outcome] of outcomes.entries()) {
          if (outcome.status !== "skipped") expect(outcome.status).toBe("mapped");
          else expect([before[index], "no-identity"]).toContain(outcome.reason);
        }
        expect(outcomes).toStrictEqual(outcomesOf(without));
      }),
      { numRuns: 300 },
    );
  });
});
