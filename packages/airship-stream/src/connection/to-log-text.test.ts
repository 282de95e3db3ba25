import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepCookies } from "./cookies.ts";
import { toLogText } from "./to-log-text.ts";

describe("words of a server", () => {
  it("are one line without secrets, in whatever spelling", () => {
    const secret = 'k"9/äé+1234';
    const said = `a ${secret} b ${JSON.stringify({ secret })}\n${encodeURIComponent(secret)}\u0007`;
    expect(toLogText(said, [secret])).toBe('a [secret] b {"secret":"[secret]"} [secret]');
  });

  it("keep words that a short secret is part of", () => {
    expect(toLogText("the token t of team ten", ["t"])).toBe("the token [secret] of team ten");
  });

  it("never hold a secret, and have 500 characters at most", () => {
    const secret = fc.string({
      minLength: 8,
      maxLength: 40,
      unit: fc.constantFrom(...Array.from("aB3.$^*()[]\\/+-=")),
    });
    fc.assert(
      fc.property(secret, fc.array(fc.string({ maxLength: 300 }), { maxLength: 6 }), (one, parts) => {
        const words = toLogText(parts.join(one), [one]);
        expect(words.length).toBeLessThanOrEqual(500);
        expect(words).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}]/u);
        if (!parts.join(" ").includes(one)) expect(words.includes(one) && !"[secret]".includes(one)).toBe(false);
      }),
    );
  });
});

describe("cookies of an answer", () => {
  it("are kept by name, without their attributes", () => {
    const cookies = new Map<string, string>();
    expect(keepCookies(cookies, ["SRV=s1; Path=/", "b=", "SRV=s2;Secure"])).toBe(true);
    expect([...cookies]).toEqual([
      ["SRV", "s2"],
      ["b", ""],
    ]);
  });

  it.each([[undefined], [[]], [["no cookie"]], [["=x"]], [["a=b\u0001c"]], [[`a=${"b".repeat(9_000)}`]]])(
    "are none in %j",
    (headers) => {
      const cookies = new Map<string, string>();
      expect([keepCookies(cookies, headers), cookies.size]).toEqual([false, 0]);
    },
  );
});
