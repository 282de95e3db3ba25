import { describe, expect, it } from "vitest";
import { createBudget, BudgetError } from "./budget.ts";
import { parsePattern } from "./parse-pattern.ts";

const parse = (source: string) => parsePattern(source, createBudget(1_000_000));

describe("parsePattern", () => {
  it("keeps what takes characters, as the pattern writes it", () => {
    expect(parse("^[\\]a-z]+?\\p{L}{2}$")).toEqual({
      kind: "sequence",
      parts: [
        { kind: "check", isStart: true },
        { kind: "repeat", part: { kind: "set", source: "[\\]a-z]" }, min: 1, max: Infinity },
        { kind: "repeat", part: { kind: "set", source: "\\p{L}" }, min: 2, max: 2 },
        { kind: "check", isStart: false },
      ],
    });
  });

  it("puts what is looked back for in the order in which it is matched", () => {
    const [a, b, c] = ["a", "b", "c"].map((source) => ({ kind: "set", source }));
    const inner = { kind: "look", part: { parts: [c, b] }, isOpposite: false };
    const outer = {
      kind: "look",
      part: { parts: [inner, { kind: "repeat", part: { parts: [b, a] } }] },
      isOpposite: true,
    };
    expect(parse("(?<=(?:ab)*(?<!bc))a")).toMatchObject({ parts: [outer, a] });
  });

  it("takes a reference to a group that may not have matched for an optional text", () => {
    const optional = { kind: "repeat", min: 0, max: 1 };
    const check = { kind: "check" };
    expect(parse("(?<n>a)|\\k<n>")).toMatchObject({ options: [{}, { parts: [{ parts: [optional, check] }] }] });
    expect(parse("(?<n>a)\\k<n>")).toMatchObject({ parts: [{}, { parts: [{ kind: "sequence" }, check] }] });
  });

  it.each([
    ["nested groups", `${"(".repeat(6000)}a${")".repeat(6000)}`],
    ["modifiers", "(?i:a|A)+"],
    ["syntax of other engines", "(?>a)"],
  ])("gives up on %s", (_, source) => {
    expect(() => parse(source)).toThrow(BudgetError);
  });
});
