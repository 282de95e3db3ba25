import { describe, expect, it } from "vitest";
import { describeBatch } from "./describe-batch.ts";

const linesOf = (...values: readonly unknown[]) => ({
  lines: values.map((value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value))),
});

describe("the id of a batch", () => {
  it("has the partition, the first and last event and their number, and is the same for the same lines", () => {
    const lines = linesOf({ id: "a-1" }, { id: "b-2" }, { body: { id: "no" }, id: "c-3" });
    const { id } = describeBatch(7, lines);
    expect(id).toMatch(/^7\.a-1\.c-3\.3\.[\w-]{22}$/);
    expect(describeBatch(7, lines).id).toBe(id);
    expect(describeBatch(0, linesOf({ event_id: "x" })).id).toMatch(/^0\.x\.x\.1\./);
  });

  it.each([
    [
      "lines between them",
      linesOf({ id: "a" }, { id: "x" }, { id: "b" }),
      linesOf({ id: "a" }, { id: "y" }, { id: "b" }),
    ],
    ["bytes of an event", linesOf({ id: "a", n: 1 }), linesOf({ id: "a", n: 2 })],
    ["order", linesOf({ id: "a" }, "1", "2", { id: "b" }), linesOf({ id: "a" }, "2", "1", { id: "b" })],
    ["places where lines end", linesOf("1", "12", "1"), linesOf("1", "1", "21")],
    ["events without ids", linesOf("no JSON"), linesOf("none")],
  ])("is another one for other %s", (_what, one, other) => {
    expect(describeBatch(0, one).id).not.toBe(describeBatch(0, other).id);
  });

  it.each([
    [{ id: "ada@example.com" }],
    [{ id: "x".repeat(65) }],
    [{ id: 7 }],
    [{ id: "a\nb" }],
    ["[1]"],
    ["null"],
    ["\u{ff}{"],
  ])("has a hash in place of an id that isn't one: %j", (value) => {
    expect(describeBatch(0, linesOf(value)).id).toMatch(/^0(\.[\w-]{22}){2}\.1\.[\w-]{22}$/);
  });
});

it("a batch happened when its last event did", () => {
  const occurred = "2026-11-28T05:00:00.000Z";
  for (const timestamp of ["1773042072000", 1_773_042_072_000])
    expect(describeBatch(0, linesOf({ timestamp: "1773042071000" }, { timestamp })).happenedAt).toBe(1_773_042_072_000);
  expect(describeBatch(0, linesOf({ occurred: "2020-01-01" }, { occurred })).happenedAt).toBe(Date.parse(occurred));
  for (const event of [{ occurred: "soon" }, { timestamp: null }, { timestamp: "1773042072" }, {}])
    expect(describeBatch(0, linesOf(event))).not.toHaveProperty("happenedAt");
});
