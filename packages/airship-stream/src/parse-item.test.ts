import { describe, expect, it } from "vitest";
import { parseItem } from "./parse-item.ts";

describe("an item", () => {
  it("has the value of its line", () => {
    expect(parseItem({ status: "line", bytes: Buffer.from('{"a":"ä"}') })).toEqual({
      status: "valid",
      value: { a: "ä" },
    });
  });

  it("is invalid for a reason that holds nothing of the line", () => {
    expect(parseItem({ status: "line", bytes: Buffer.from("ada@example.com") })).toEqual({
      status: "invalid",
      reason: "a line isn't JSON",
    });
    expect(parseItem({ status: "line", bytes: Buffer.from([0x22, 0xff, 0x22]) })).toMatchObject({
      reason: "a line isn't UTF-8",
    });
    const head = Buffer.from("x");
    expect(parseItem({ status: "too-large", sizeBytes: 9, head, reason: "too large" })).toMatchObject({
      reason: "too large",
    });
  });
});
