import { describe, expect, it } from "vitest";
import { pageMarkersOf, parseBlocks } from "./parse-blocks.ts";

const parse = (text: string) => parseBlocks({ path: "a.md", text });

describe("parseBlocks", () => {
  it("returns language, code and line of each block", () => {
    expect(parse("# A\n\n```ts\nconst a = 1;\n```\n\n```sh\nnpm test\n```\n")).toEqual([
      { page: "a.md", line: 3, language: "ts", code: "const a = 1;\n", markers: [] },
      { page: "a.md", line: 7, language: "sh", code: "npm test\n", markers: [] },
    ]);
  });

  it.each([
    ["tildes", "~~~ts\na\n~~~", "ts", "a\n"],
    ["an indented block of a list", "- a\n  ```ts\n  a\n    b\n  ```", "ts", "a\n  b\n"],
    ["a block with a block inside of it", "````md\n```ts\na\n```\n````", "md", "```ts\na\n```\n"],
    ["words behind the language", '```TS {1,3} title="a"\na\n```', "ts", "a\n"],
    ["a language with options", "```js{4}\na\n```", "js", "a\n"],
    ["no language", "```\na\n```", "", "a\n"],
    ["a block that isn't closed", "```ts\na", "ts", "a\n"],
    ["line breaks of Windows", "```ts\r\na\r\n```\r\n", "ts", "a\n"],
  ])("reads %s", (_, text, language, code) => {
    expect(parse(text).map((block) => [block.language, block.code])).toEqual([[language, code]]);
  });

  it("returns the markers above a block, also with a blank line between them, and no others", () => {
    const text = "<!-- not run: far away -->\nText\n<!-- file: a.ts -->\n<!-- output -->\n\n```ts\n```\n";
    expect(parse(text)[0]?.markers).toEqual([
      { kind: "file", argument: "a.ts" },
      { kind: "output", argument: "" },
    ]);
  });

  it("finds the markers of a page", () => {
    const text = "<!-- drawings: trees of folders -->\n# A\n<!-- output -->\n<!-- page tested by: a.test.ts -->\n";
    expect(pageMarkersOf({ path: "a.md", text })).toEqual([
      { kind: "drawings", argument: "trees of folders" },
      { kind: "page tested by", argument: "a.test.ts" },
    ]);
  });
});
