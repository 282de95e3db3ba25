import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLine } from "./to-line.ts";

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const toParsed = (text: string) => ({ status: "parsed", index: 0, bytes: toBytes(text), value: {} }) as const;
const toInvalid = (text: string) => ({ status: "invalid", index: 0, bytes: toBytes(text), issues: [] }) as const;

describe("an item as a line", () => {
  it("is the same JSON without line breaks, however it is written", () => {
    const blanks = fc
      .array(fc.constantFrom(" ", "\n", "\r", "\r\n", "\t", ""), { maxLength: 3 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(0, 2, "\t"),
        blanks,
        (value, indent, around) => {
          const text = `${around}${JSON.stringify(value, null, indent)}${around}`;
          const line = Buffer.from(toLine(toParsed(text)) ?? []).toString();
          expect(line).not.toMatch(/[\n\r]/);
          expect(line).toHaveLength(text.length);
          expect(JSON.parse(line)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("are its own bytes where it has no line breaks", () => {
    for (const item of [toParsed('{"a":"\\n"}'), toInvalid('{"a":')]) expect(toLine(item)).toBe(item.bytes);
  });

  it("isn't there for what isn't JSON: without its line breaks it might be", () => {
    expect(toLine(toInvalid('{"a":"x\ny"}'))).toBeUndefined();
    expect(toLine(toInvalid('{"a":1,\r}'))).toBeUndefined();
  });
});
