import { RegExpParser } from "@eslint-community/regexpp";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPortable } from "./is-portable.ts";

/** Whether another parser takes a pattern under the u flag. */
const takenBy =
  (ecmaVersion: 2023 | 2025) =>
  (source: string): boolean => {
    try {
      new RegExpParser({ ecmaVersion }).parsePattern(source, 0, source.length, { unicode: true });
      return true;
    } catch {
      return false;
    }
  };

describe("a pattern", () => {
  it.each(["", "a|b", "(?<a>x)|(?<b>y)", "(?:x)(?=y)(?<!z)", "[(?i:]", String.raw`\(?i:a\)`, String.raw`(?<a>x)\k<a>`])(
    "that every engine takes: %s",
    (pattern) => expect(isPortable(pattern)).toBe(true),
  );

  it.each([
    "(?i:a)",
    "(?-i:a)",
    "x((?im-s:a))*",
    "(?<a>x)|(?<a>y)",
    "(?<a>x)(?<a>y)",
    "(?<n>(?<n>)|x)",
    "(?:(?<a>x)+|(?=(?<a>y)))",
    String.raw`(?<a>x)|(?<\u0061>y)`,
  ])("that only newer engines take: %s", (pattern) => expect(isPortable(pattern)).toBe(false));

  it("is what another parser takes as ES2023, of all that is ES2025", () => {
    const parts = ["(?i:", "(?<a>", "(?<b>", "(?:", "(?=", "(", ")", ")", ")", "|", "x", "[(]", String.raw`\(`, "*"];
    const pattern = fc.array(fc.constantFrom(...parts), { maxLength: 9 }).map((all) => all.join(""));
    let portable = 0;
    const runs = 500;
    fc.assert(
      fc.property(pattern.filter(takenBy(2025)), (source) => {
        const isTaken = takenBy(2023)(source);
        expect(isPortable(source)).toBe(isTaken);
        if (isTaken) portable += 1;
      }),
      { numRuns: runs },
    );
    expect(portable).toBeGreaterThan(0);
    expect(portable).toBeLessThan(runs);
  });
});
