import { expect, test } from "vitest";
import { mapMany } from "./map-many.ts";

test("maps each event in order, holes included, and passes only the event to the mapper", () => {
  const seen: unknown[][] = [];
  // oxlint-disable-next-line no-sparse-arrays
  const events = [1, , 3];
  expect(mapMany(events, (...given) => seen.push(given))).toEqual([1, 2, 3]);
  expect(seen).toEqual([[1], [undefined], [3]]);
});

test.each([{ name: "open", length: 2 }, "an event", null])("counts a single value as a list of one: %j", (event) => {
  expect(mapMany(JSON.parse(JSON.stringify(event)), (one) => [one])).toEqual([[event]]);
});
