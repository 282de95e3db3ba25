import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMark } from "./read-offset.ts";

const offsetOf = (text: string | Buffer): string | undefined =>
  readMark({ status: "line", bytes: Buffer.from(text) }).offset;

const offsetOfHead = (text: string): string | undefined =>
  readMark({ status: "too-large", sizeBytes: 9_999, head: Buffer.from(text), reason: "" }).offset;

describe("the offset of a line", () => {
  it.each([
    ['{"offset":"1000001778145"}', "1000001778145"],
    ['{"offset":"AbC-12=="}', "AbC-12=="],
    ['{"\\u006fffset":"\\u0041"}', "A"],
    ['{"body":{"offset":"7"},"offset":"8","x":[{"offset":"9"}]}', "8"],
    ['{"body":{"offset":"7"}}', undefined],
    ['{"offset":12}', "12"],
    ['{"offset":0}', "0"],
    ['{ "a" : [1,{"b":"}\\""}], "offset" : 9007199254740993 , "c":null}', "9007199254740993"],
    ['{"offset":123456789012345678901234567890}', "123456789012345678901234567890"],
    ['{"offset":1.5}', "1.5"],
    ['{"offset":"1","offset":90071992547409931}', "90071992547409931"],
    ['{"offset":""}', undefined],
    ['{"offset":null}', undefined],
    ['{"offset":{"a":1}}', undefined],
    ['{"offset":"5",', undefined],
    ['["offset"]', undefined],
    ["null", undefined],
    ["offset", undefined],
    ["", undefined],
  ])("%s is %s", (line, offset) => {
    expect(offsetOf(line)).toBe(offset);
  });

  it("isn't taken where it has bytes that can't be sent back", () => {
    expect(offsetOf(Buffer.from([...Buffer.from('{"offset":"1'), 0xff, ...Buffer.from('"}')]))).toBeUndefined();
  });

  it("is what JSON says, wherever it stands, and never fails", () => {
    const values = fc.record({ offset: fc.oneof(fc.string(), fc.maxSafeInteger()) }, { requiredKeys: [] });
    fc.assert(
      fc.property(values, fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), ({ offset }, rest, isFirst) => {
        const { offset: _, ...others } = rest;
        const own = offset === undefined ? {} : { offset };
        const line = JSON.stringify(isFirst ? { ...own, ...others } : { ...others, ...own });
        const expected = offset === undefined || offset === "" ? undefined : String(offset);
        expect(offsetOf(line)).toBe(expected?.includes("\ufffd") === true ? undefined : expected);
      }),
    );
  });

  it("beyond 2^53 is the number as it is written, whatever stands around it", () => {
    const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n });
    fc.assert(
      fc.property(
        big,
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.boolean(),
        fc.constantFrom("", " ", "\t "),
        (offset, rest, isFirst, blank) => {
          const { offset: _, ...others } = rest;
          const members = Object.entries(others).map((entry) =>
            entry.map((part) => JSON.stringify(part)).join(`${blank}:${blank}`),
          );
          const own = `"offset"${blank}:${blank}${offset}`;
          const all = isFirst ? [own, ...members] : [...members, own];
          expect(offsetOf(`{${blank}${all.join(`${blank},${blank}`)}${blank}}`)).toBe(String(offset));
        },
      ),
    );
  });

  it.each([
    ['{"id":"1","offset":"7","body":{"a":[1,"', "7"],
    ['{"id":"1","offset":90071992547409931,"b', "90071992547409931"],
    ['{"id":"1","offset":"7', undefined],
    ['{"id":"1","offset":12', undefined],
    ['{"body":{"offset":"7"},"b', undefined],
    ['{"body":{"offset":"7', undefined],
    ['{"body', undefined],
    ["x".repeat(1_000), undefined],
    ["", undefined],
  ])("of a line that is too large is read where it stands in the part that was kept: %s", (head, offset) => {
    expect(offsetOfHead(head)).toBe(offset);
  });

  it("of a line that is too large is never a wrong one, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), fc.nat(300), (rest, isFirst, length) => {
        const { offset: _, ...others } = rest;
        const line = JSON.stringify(isFirst ? { offset: "own", ...others } : { ...others, offset: "own" });
        expect(["own", undefined]).toContain(offsetOfHead(line.slice(0, length)));
      }),
    );
  });

  it("comes with the word whether the line is an OFFSET_UPDATE", () => {
    expect(readMark({ status: "line", bytes: Buffer.from('{"type":"OFFSET_UPDATE","offset":"3"}') })).toEqual({
      offset: "3",
      isOffsetUpdate: true,
    });
    expect(
      readMark({ status: "line", bytes: Buffer.from('{"type":"CUSTOM","x":"OFFSET_UPDATE"}') }).isOffsetUpdate,
    ).toBe(false);
  });
});
