import { describe, expect, it } from "vitest";
import type { Verdict } from "../change.ts";
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

  it("asks once what leans on an open question, and keeps it once that is valid", () => {
    const judge = createJudge();
    let asked = 0;
    const shared = (): Verdict => {
      asked += 1;
      return judge.below(() => judge.ask("outer", () => "unknown"));
    };
    const outer = (): Verdict => {
      const both = judge.below(() => [judge.ask("shared", shared), judge.ask("shared", shared)]);
      return both.every((verdict) => verdict === "valid") ? "valid" : "unknown";
    };
    expect([judge.ask("outer", outer), judge.ask("shared", shared), asked]).toEqual(["valid", "valid", 1]);
  });

  it("keeps nothing that leaned on two questions of which one failed", () => {
    const judge = createJudge();
    const leaning = (): Verdict =>
      judge.below(() => (judge.ask("one", leaning) === "valid" ? judge.ask("two", leaning) : "unknown"));
    const two = (): Verdict => {
      expect(judge.below(() => judge.ask("leaning", leaning))).toBe("valid");
      return "may fail";
    };
    expect(judge.ask("one", () => (judge.below(() => judge.ask("two", two)) === "valid" ? "unknown" : "valid"))).toBe(
      "valid",
    );
    expect(judge.ask("leaning", () => "unknown")).toBe("unknown");
  });

  it("doesn't take for granted about a value what was granted inside of it", () => {
    const judge = createJudge();
    const leaning = (): Verdict => judge.ask("outer", () => "unknown");
    const outer = (): Verdict => {
      expect(judge.below(() => judge.ask("leaning", leaning))).toBe("valid");
      return judge.ask("leaning", leaning);
    };
    expect(judge.ask("outer", outer)).toBe("unknown");
  });

  it("asks questions that all lead to each other no more often than there are pairs of them", () => {
    const judge = createJudge();
    let asked = 0;
    const names = Array.from({ length: 30 }, (_, index) => `${index}`);
    const all = (): Verdict => {
      asked += 1;
      return names.map((name) => judge.below(() => judge.ask(name, all))).find((one) => one !== "valid") ?? "valid";
    };
    expect(judge.ask("0", all)).toBe("valid");
    expect(asked).toBeLessThan(30 * 30);
  });
});
