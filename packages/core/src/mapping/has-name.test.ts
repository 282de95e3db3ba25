import { describe, expect, it } from "vitest";
import { hasName } from "./has-name.ts";

describe("hasName", () => {
  const isNamed = hasName(["body", "name"], ["open", "click"]);

  it("finds a known name at the end of the way", () => {
    expect(isNamed({ body: { name: "click", more: 1 } })).toBe(true);
  });

  it.each([
    {},
    { name: "click" },
    { body: null },
    { body: "click" },
    { body: {} },
    { body: { name: "bounce" } },
    { body: { name: ["click"] } },
    { body: { name: { click: 1 } } },
    Object.create({ body: { name: "click" } }) as Record<string, unknown>,
  ])("finds none in %o", (event) => {
    expect(isNamed(event)).toBe(false);
  });

  it("takes no name that every object inherits", () => {
    expect(hasName(["constructor", "name"], ["Object"])({})).toBe(false);
  });
});
