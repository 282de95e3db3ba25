import { describe, expect, it } from "vitest";
import { keepCookies } from "./cookies.ts";

const keep = (...headers: readonly string[]): readonly unknown[] => {
  const cookies = new Map<string, string>();
  return [keepCookies(cookies, headers), ...[...cookies].map((pair) => pair.join("="))];
};

describe("the cookies of an answer", () => {
  it.each<[string, readonly unknown[]]>([
    ["SRV=s1; Path=/; HttpOnly", [true, "SRV=s1"]],
    [" SRV=a=b==; Domain=evil.example", [true, "SRV=a=b=="]],
    ["SRV=", [true, "SRV="]],
    ["SRV", [false]],
    ["=s1", [false]],
    ["S V=1", [false]],
    ["SRV=a\r\nx: y", [false]],
    ["SRV=\u00e4", [false]],
    [`SRV=${"x".repeat(5_000)}`, [false]],
  ])("are sent back as they came, without attributes, where a header can hold them: %j", (header, kept) => {
    expect(keep(header)).toEqual(kept);
  });

  it("are twenty at most, the last of each name", () => {
    expect(keep("SRV=1", "SRV=2")).toEqual([true, "SRV=2"]);
    expect(keep(...Array.from({ length: 25 }, (_, serial) => `c${serial}=1`))).toHaveLength(21);
  });
});
