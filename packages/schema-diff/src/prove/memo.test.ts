import { describe, expect, it } from "vitest";
import type { Verdict } from "../change.ts";
import { createMemo } from "./memo.ts";

describe("createMemo", () => {
  it("answers a question once", () => {
    const memo = createMemo();
    let asked = 0;
    const answer = (): Verdict => {
      asked += 1;
      return "may fail";
    };
    expect([memo.ask("a", answer), memo.ask("a", answer), asked]).toEqual(["may fail", "may fail", 1]);
  });

  it("takes a question's own answer for granted inside of a value, and not about the same value", () => {
    const memo = createMemo();
    const inside = (): Verdict => memo.below(() => memo.ask("tree", inside));
    const same = (): Verdict => memo.ask("circle", same);
    expect([memo.ask("tree", inside), memo.ask("circle", same)]).toEqual(["valid", "unknown"]);
  });

  it("doesn't remember what was answered on a loan that was not paid back", () => {
    const memo = createMemo();
    const outer = (): Verdict => {
      const inner = memo.below(() => memo.ask("inner", () => memo.below(() => memo.ask("outer", outer))));
      expect(inner).toBe("valid");
      return "may fail";
    };
    expect(memo.ask("outer", outer)).toBe("may fail");
    expect(memo.ask("inner", () => "unknown")).toBe("unknown");
  });

  it("gives up on questions without end, as unknown", () => {
    const memo = createMemo();
    let asked = 0;
    const more = (depth: number): Verdict => {
      asked += 1;
      const [one, other] = [
        memo.ask(`${depth} ${asked} left`, () => more(depth + 1)),
        memo.ask(`${depth} ${asked} right`, () => more(depth + 1)),
      ];
      return one === "valid" ? other : one;
    };
    expect(memo.ask("start", () => more(0))).toBe("unknown");
    expect(asked).toBeLessThan(60_000);
  });

  it("asks once what leans on an open question, and keeps it once that is valid", () => {
    const memo = createMemo();
    let asked = 0;
    const shared = (): Verdict => {
      asked += 1;
      return memo.below(() => memo.ask("outer", () => "unknown"));
    };
    const outer = (): Verdict => {
      const both = memo.below(() => [memo.ask("shared", shared), memo.ask("shared", shared)]);
      return both.every((verdict) => verdict === "valid") ? "valid" : "unknown";
    };
    expect([memo.ask("outer", outer), memo.ask("shared", shared), asked]).toEqual(["valid", "valid", 1]);
  });

  it("keeps nothing that leaned on two questions of which one failed", () => {
    const memo = createMemo();
    const leaning = (): Verdict =>
      memo.below(() => (memo.ask("one", leaning) === "valid" ? memo.ask("two", leaning) : "unknown"));
    const two = (): Verdict => {
      expect(memo.below(() => memo.ask("leaning", leaning))).toBe("valid");
      return "may fail";
    };
    expect(memo.ask("one", () => (memo.below(() => memo.ask("two", two)) === "valid" ? "unknown" : "valid"))).toBe(
      "valid",
    );
    expect(memo.ask("leaning", () => "unknown")).toBe("unknown");
  });

  it("doesn't take for granted about a value what was granted inside of it", () => {
    const memo = createMemo();
    const leaning = (): Verdict => memo.ask("outer", () => "unknown");
    const outer = (): Verdict => {
      expect(memo.below(() => memo.ask("leaning", leaning))).toBe("valid");
      return memo.ask("leaning", leaning);
    };
    expect(memo.ask("outer", outer)).toBe("unknown");
  });

  it("asks questions that all lead to each other no more often than there are pairs of them", () => {
    const memo = createMemo();
    let asked = 0;
    const names = Array.from({ length: 30 }, (_, index) => `${index}`);
    const all = (): Verdict => {
      asked += 1;
      return names.map((name) => memo.below(() => memo.ask(name, all))).find((one) => one !== "valid") ?? "valid";
    };
    expect(memo.ask("0", all)).toBe("valid");
    expect(asked).toBeLessThan(30 * 30);
  });
});
