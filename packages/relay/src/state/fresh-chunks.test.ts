import { expect, it } from "vitest";
import { createFreshChunks } from "./fresh-chunks.ts";

const chunkOf = (events: number, bytes: number) => ({
  source: "webhook",
  lines: Array.from({ length: events }, () => new Uint8Array(bytes / events)),
  numbers: Array.from({ length: events }, (_, index) => index + 1),
  receivedAt: 0,
  attempts: 0,
});

it.each([
  ["4,000 events", 1_000, 1_000, 4],
  ["4 MB", 10, 1_000_000, 4],
])("what is kept in memory ends with the chunk that brings it to %s", (_, events, bytes, count) => {
  const fresh = createFreshChunks();
  const added = Array.from({ length: count + 1 }, () => fresh.add(chunkOf(events, bytes)));
  expect(added).toEqual([...Array.from({ length: count }, () => true), false]);
  // Each that is taken makes room for another.
  expect(fresh.take()?.lines).toHaveLength(events);
  expect(fresh.add(chunkOf(events, bytes))).toBe(true);
  for (let left = count; left > 0; left -= 1) expect(fresh.take()).toBeDefined();
  expect(fresh.take()).toBeUndefined();
});
