import { describe, expect, it } from "vitest";
import { createBudget, BudgetError } from "./budget.ts";
import { parsePattern } from "./parse-pattern.ts";

const parse = (source: string) => parsePattern(source, createBudget(1_000_000));

describe("parsePattern", () => {
  it("keeps what takes characters, as the pattern writes it", () => {
    expect(parse("^[\\]a-z]+?\\p{L}{2}$").main).toEqual({
      kind: "sequence",
      parts: [
        { kind: "check", isStart: true },
        { kind: "repeat", part: { kind: "set", source: "[\\]a-z]" }, min: 1, max: Infinity },
        { kind: "repeat", part: { kind: "set", source: "\\p{L}" }, min: 2, max: 2 },
        { kind: "check", isStart: false },
      ],
    });
  });

  it("puts what is looked back for apart", () => {
    const { main, behind } = parse("(?<=a)b");
    expect(main).toMatchObject({ parts: [{ kind: "check" }, { source: "b" }] });
    expect(behind).toEqual([{ kind: "sequence", parts: [{ kind: "set", source: "a" }] }]);
  });

  it("takes a reference to a group that may not have matched for an optional text", () => {
    const optional = { kind: "repeat", min: 0, max: 1 };
    expect(parse("(?<n>a)|\\k<n>").main).toMatchObject({ options: [{}, { parts: [optional] }] });
    expect(parse("(?<n>a)\\k<n>").main).toMatchObject({ parts: [{}, { kind: "sequence" }] });
  });

  it.each([
    ["nested groups", `${"(".repeat(6000)}a${")".repeat(6000)}`],
    ["modifiers", "(?i:a|A)+"],
    ["syntax of other engines", "(?>a)"],
  ])("gives up on %s", (_, source) => {
    expect(() => parse(source)).toThrow(BudgetError);
  });
});
