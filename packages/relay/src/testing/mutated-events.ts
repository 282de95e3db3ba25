import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";

/** The path to a place in an event. */
type Path = readonly string[];

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const examplesFolder = new URL("../../../../schemas/examples/", import.meta.url);

/** Every example event of a vocabulary, valid or not, that is an object. */
export const examplesOf = (vocabulary: string): readonly Record<string, unknown>[] => {
  const folder = new URL(`${vocabulary}/`, examplesFolder);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .toSorted()
    .map((path): unknown => JSON.parse(readFileSync(new URL(path.replaceAll("\\", "/"), folder), "utf8")))
    .filter(isRecord);
};

/**
 * Returns a copy of an event with one value set, or removed if it is undefined. Creates missing objects on the path.
 */
export const setAt = (event: unknown, [name, ...rest]: Path, by: unknown): unknown => {
  if (name === undefined) return by;
  const { [name]: below, ...others } = isRecord(event) ? event : {};
  const value = setAt(below, rest, by);
  return value === undefined ? others : { ...others, [name]: value };
};

const pathsOf = (value: unknown): readonly Path[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, below]): Path[] => [
        [name],
        ...pathsOf(below).map((path) => [name, ...path]),
      ])
    : [];

const scalars = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  " ",
  "x",
  0,
  1,
  -1.5,
  2 ** 53,
  1e21,
  true,
  false,
  [],
  {},
  [null],
  [""],
);

const words = fc.constantFrom<unknown>(
  ...[
    ["CUSTOM", "COMPLIANCE", "OFFSET_UPDATE", "SEND", "EMAIL", "email", "IOS", "SMS", "OPEN"],
    ["click", "open", "unsubscribe", "bounce", "registration", "purchase", "track", "constructor", "__proto__"],
    ["<>", "null", "[email\u00a0protected]", "[object Object]", "nora@example.com", "spam_complaint"],
    ["True", "FALSE", "yes", "10", "101", "010", "1773042072", "1773042072000", "1773042072000000", "9".repeat(17)],
    ["2026-03-09T07:41:12.000Z", "2026-03-09", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:60Z"],
  ].flat(),
);

const halves = fc.constantFrom<unknown>("\ud800", "a\udc00", "\ude00\ud83d", ["\ud800"], { "\ud800": "\ud800" });

const deep = fc
  .tuple(fc.integer({ min: 1, max: 120 }), fc.boolean())
  .map(([levels, asList]): unknown =>
    Array.from({ length: levels }).reduce<unknown>((below) => (asList ? [below] : { below }), "deep"),
  );

/** A value for any place; `undefined` removes it. */
const anyValue = fc.oneof(
  { weight: 5, arbitrary: scalars },
  { weight: 4, arbitrary: words },
  { weight: 2, arbitrary: halves },
  { weight: 2, arbitrary: fc.jsonValue({ stringUnit: "binary" }) },
  { weight: 1, arbitrary: deep },
);

/** Events similar to the examples: some unchanged, most with one to four values changed, removed or added. */
export const mutatedFrom = (examples: readonly Record<string, unknown>[]): fc.Arbitrary<Record<string, unknown>> => {
  const paths = [...new Map(examples.flatMap(pathsOf).map((path) => [path.join("/"), path])).values()];
  const edits = fc.array(fc.tuple(fc.constantFrom(...paths), anyValue), { maxLength: 4 });
  return fc
    .tuple(fc.constantFrom(...examples), edits)
    .map(([example, changes]) => changes.reduce<unknown>((event, [path, by]) => setAt(event, path, by), example))
    .filter(isRecord);
};
