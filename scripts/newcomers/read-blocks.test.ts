import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandsOf, commandsWithComments, paragraphAbove, promisedBy, readBlocks } from "./read-blocks.mjs";

const read = (path: string): string => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

describe("the blocks of a page", () => {
  it("have their language, code, line and the marker above them", () => {
    const page = "# A\n\n```sh\na\n```\n\n<!-- not run: it needs an account -->\n\n```ts\nb\nc\n```\n";
    expect(readBlocks(page)).toEqual([
      { language: "sh", code: "a\n", marker: undefined, argument: undefined, line: 3 },
      { language: "ts", code: "b\nc\n", marker: "not run", argument: "it needs an account", line: 9 },
    ]);
  });

  it("have a paragraph above them, which says what they are for", () => {
    const page = "# A\n\nIn `a.json`,\nadd:\n\n```json\n{}\n```\n";
    expect(readBlocks(page).map(({ line }) => paragraphAbove(page, line))).toEqual(["In `a.json`,\nadd:"]);
    expect(paragraphAbove("```sh\n```\n", 1)).toBe("");
  });

  it("promise what follows `// =>`", () => {
    expect(promisedBy("console.log(1); // => 1\n// => 2 3\nx; // 4")).toEqual(["1", "2 3"]);
  });

  it("have commands, over several lines, with what their comments say", () => {
    expect(commandsWithComments("a 1   # fails: b\n# only a comment\nc \\\n  d\ne#f\n")).toEqual([
      { command: "a 1", comment: "fails: b" },
      { command: "c d", comment: "" },
      { command: "e#f", comment: "" },
    ]);
  });
});

describe("the first change in CONTRIBUTING.md", () => {
  const [, section = ""] = read("CONTRIBUTING.md").split("## Your first change\n");
  const blocks = readBlocks(section.split("\n## ")[0] ?? "");
  const commands = blocks.filter(({ language }) => language === "sh").flatMap(({ code }) => commandsOf(code));

  it("goes from the clone over failing checks and the changeset to the rehearsal", () => {
    const steps = [/^git clone /, /^npm test$/, / generate --check$/, / gate --write$/, /^git commit /, / rehearse$/];
    const places = steps.map((step) => commands.findIndex((command) => step.test(command)));
    expect(places.toSorted((one, other) => one - other)).toEqual(places);
    expect(places).not.toContain(-1);
    expect(
      commandsWithComments(blocks.at(-1)?.code ?? "").filter(({ comment }) => comment.startsWith("fails")),
    ).toHaveLength(2);
  });

  it("adds a property and an example that proves it", () => {
    const edits = blocks.filter(({ language }) => language === "json").map(({ code }) => JSON.parse(code) as object);
    expect(edits).toHaveLength(2);
    const [property = {}, example = {}] = edits;
    expect(Object.keys(example)).toEqual(expect.arrayContaining(Object.keys(property)));
  });
});
