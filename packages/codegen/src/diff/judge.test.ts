import { describe, expect, it } from "vitest";
import type { Verdict } from "./change.ts";
import { createJudge } from "./judge.ts";

describe("createJudge", () => {
  it("answers a question once", () => {
    const judge = createJudge();
    let asked = 0;
    const answer = (): Verdict => {
      asked += 1;
      return "may fail";
    };
    expect([judge.ask("a", answer), judge.ask("a", answer), asked]).toEqual(["may fail", "may fail", 1]);
  });

  it("takes a question's own answer for granted inside of a value, and not about the same value", () => {
    const judge = createJudge();
    const inside = (): Verdict => judge.below(() => judge.ask("tree", inside));
    const same = (): Verdict => judge.ask("circle", same);
    expect([judge.ask("tree", inside), judge.ask("circle", same)]).toEqual(["valid", "unknown"]);
  });

  it("doesn't remember what was answered on a loan that was not paid back", () => {
    const judge = createJudge();
    const outer = (): Verdict => {
      const inner = judge.below(() => judge.ask("inner", () => judge.below(() => judge.ask("outer", outer))));
      expect(inner).toBe("valid");
      return "may fail";
    };
    expect(judge.ask("outer", outer)).toBe("may fail");
    expect(judge.ask("inner", () => "unknown")).toBe("unknown");
  });

  it("gives up on questions without end, as unknown", () => {
    const judge = createJudge();
    let asked = 0;
    const more = (depth: number): Verdict => {
      asked += 1;
      const [one, other] = [
        judge.ask(`${depth} ${asked} left`, () => more(depth + 1)),
        judge.ask(`${depth} ${asked} right`, () => more(depth + 1)),
      ];
      return one === "valid" ? other : one;
    };
    expect(judge.ask("start", () => more(0))).toBe("unknown");
    expect(asked).toBeLessThan(60_000);
  });
});
