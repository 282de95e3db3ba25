import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable, printableJson } from "./printable.ts";

/** What a terminal acts on, or what makes a text look like another. */
const acted = ["\u001b[2J", "\u009b31m", "\u0007", "\r", "\n", "\t", "\u2028", "\u2029", "\u0085", "\u0000", "\u007f"];
const turned = ["\u202e", "\u2066", "\u200f", "\u061c", "\ufeff", "\u200b", "\u{e0041}", "\ud800", "\udfff", "\ue000"];

const isHarmless = (text: string): boolean => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text);

const anyText = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...acted, ...turned)))
  .map((parts) => parts.join(""));

describe("printable", () => {
  it.each([...acted, ...turned])("escapes %j", (text) => {
    expect(isHarmless(printable(`a${text}b`))).toBe(true);
    expect(printable(`a${text}b`)).toMatch(/^a\\u\{[0-9a-f]+\}.*b$/);
  });

  it("leaves what prints as it is", () => {
    const text = "schemas/Größe 日本 🎉/a.schema.json#/properties/~1: 'x'";
    expect(printable(text)).toBe(text);
  });

  it("prints any text as one harmless line of bounded length", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, most) => {
        const line = printable(text, most);
        expect(isHarmless(line)).toBe(true);
        expect(line.length).toBeLessThanOrEqual(most * "\\u{10ffff}".length + "... (1000000 in all)".length);
      }),
    );
  });

  it("says how long a text is that it cuts, without reading all of it", () => {
    const start = process.cpuUsage().user;
    expect(printable("\u001b".repeat(20_000_000), 2)).toBe("\\u{1b}\\u{1b}... (20000000 in all)");
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1000);
    expect(printable("🎉🎉🎉", 2)).toBe("🎉🎉... (6 in all)");
  });
});

describe("printableJson", () => {
  it("gives the same value to a program, and nothing for a terminal to act on", () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (value) => {
        const text = printableJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(isHarmless(text.replaceAll("\n", ""))).toBe(true);
      }),
    );
  });
});
