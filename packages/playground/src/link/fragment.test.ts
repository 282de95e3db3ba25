import { deflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromFragment, hasState, maxFragmentChars, toFragment, type LinkedState } from "./fragment.ts";

const state: LinkedState = {
  tab: "trace",
  text: '{ "type": "track" }\r\nå😀',
  number: 2,
  settings: new Map([["airship.opens", ["both"]]]),
  draft: { schema: '{ "type": 7 }', before: "", value: "å" },
};

const fragmentOf = (value: unknown): string =>
  `#event=${deflateRawSync(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")}`;

describe("the fragment of a link", () => {
  it("restores any state, and has only characters that no program changes", async () => {
    const anyState = fc.record({
      tab: fc.string(),
      text: fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
      number: fc.nat().map((number) => number + 1),
      settings: fc
        .array(fc.tuple(fc.string(), fc.array(fc.string(), { maxLength: 3 })), { maxLength: 3 })
        .map((entries) => new Map(entries)),
      draft: fc.record({ schema: fc.string(), before: fc.string(), value: fc.string() }, { requiredKeys: [] }),
    });
    await fc.assert(
      fc.asyncProperty(anyState, async (any) => {
        const fragment = await toFragment(any);
        expect(fragment).toMatch(/^#event=[\w-]+$/);
        expect(await fromFragment(fragment)).toEqual(any);
      }),
      { numRuns: 20, examples: [[{ ...state, settings: new Map(state.settings) }]] },
    );
  });

  it.each<[string, string]>([
    ["nothing", ""],
    ["another fragment", "#top"],
    ["no base64", "#event=%%%"],
    ["nothing that unpacks", "#event=AAAA"],
    ["no JSON", fragmentOf("{")],
    ["no list", fragmentOf({})],
    ["no text", fragmentOf(["explain", 7, 1, []])],
    ["no number of an event", fragmentOf(["explain", "x", 0, []])],
    ["a huge number", fragmentOf(["explain", "x", 1e300, []])],
    ["no settings", fragmentOf(["explain", "x", 1, {}])],
    ["settings without texts", fragmentOf(["explain", "x", 1, [["airship.opens", [7]]]])],
    ["no texts of a schema", fragmentOf(["explain", "x", 1, [], { schema: 7 }])],
    ["another thing in place of a schema", fragmentOf(["explain", "x", 1, [], "x"])],
    ["no UTF-8", `#event=${deflateRawSync(Buffer.from([0x22, 0xff, 0x22])).toString("base64url")}`],
    ["too much", fragmentOf(["explain", "x".repeat(5_000_000), 1, []])],
    ["too many characters", `#event=${"A".repeat(maxFragmentChars)}`],
  ])("of %s holds no state", async (_name, fragment) => {
    expect(await fromFragment(fragment)).toBeUndefined();
  });

  it("of a later version of the page is one that can't be read, and not nothing", async () => {
    for (const fragment of ["#event2=AAAA", "#event10=", fragmentOf({ version: 2 })]) {
      expect(hasState(fragment)).toBe(true);
      expect(await fromFragment(fragment)).toBeUndefined();
    }
    expect(hasState("#events")).toBe(false);
    // What a later version adds at the end is left out.
    expect(await fromFragment(fragmentOf(["trace", "x", 1, [], {}, "more"]))).toMatchObject({ text: "x" });
  });

  it("of a page that couldn't edit schemas is read", async () => {
    expect(await fromFragment(fragmentOf(["trace", "x", 2, []]))).toEqual({
      tab: "trace",
      text: "x",
      number: 2,
      settings: new Map(),
      draft: {},
    });
  });

  it("that was cut holds no state", async () => {
    const fragment = await toFragment(state);
    for (let end = 0; end < fragment.length; end += 3)
      expect(await fromFragment(fragment.slice(0, end))).toBeUndefined();
  });
});
