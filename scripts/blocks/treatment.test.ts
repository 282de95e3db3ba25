import { describe, expect, it } from "vitest";
import { pageMarkersOf, parseBlocks } from "./parse-blocks.ts";
import { treatmentOf } from "./treatment.ts";

const treat = (text: string) => {
  const page = { path: "packages/core/README.md", text };
  const [block] = parseBlocks(page);
  return block && treatmentOf(block, pageMarkersOf(page));
};

describe("treatmentOf", () => {
  it.each([
    ["a language that isn't known", "```python\n```", 'unknown language "python"'],
    ["a marker that isn't known", "<!-- skip: I want to -->\n```ts\n```", 'unknown marker "skip"'],
    ["a marker that Object has", "<!-- constructor: a long reason -->\n```ts\n```", 'unknown marker "constructor"'],
    ["no reason", "<!-- not run -->\n```ts\n```", '"not run" needs a reason'],
    ["a reason that says nothing", "<!-- not checked: because -->\n```ts\n```", '"not checked" needs a reason'],
    ["text without a marker", "```text\na\n```", "text needs a marker"],
    ["a block without a language", "```\n$ npx email-events\n```", "text needs a marker"],
    ["a file outside of the folder", "<!-- file: ../a.ts -->\n```ts\n```", '"file" needs a path'],
    ["a part of a file that doesn't exist", "<!-- part of: no.ts -->\n```ts\n```", "no file no.ts"],
    ["a part that the file doesn't have", "<!-- part of: README.md -->\n```ts\nnever so\n```", "not in README.md"],
    ["a test that doesn't exist", "<!-- tested by: no.test.ts -->\n```ts\n```", "no file no.test.ts"],
    ["a test that doesn't read the page", "<!-- tested by: LICENSE -->\n```ts\n```", "LICENSE doesn't read README.md"],
  ])("refuses %s", (_, text, problem) => {
    expect(treat(text)).toContain(problem);
  });

  it.each([
    ["code", "```ts\n```", { runs: true, compiles: true }],
    ["code that isn't run", "<!-- not run: it needs an account -->\n```ts\n```", { runs: false, compiles: true }],
    ["code that isn't checked", "<!-- not checked: a part of an API -->\n```ts\n```", { runs: false, compiles: false }],
    ["a file", "<!-- file: src/a.ts -->\n```ts\n```", { runs: true, file: "src/a.ts" }],
    ["a part of a file", "<!-- part of: LICENSE -->\n```ts\nMIT License\n```", { runs: false, compiles: false }],
    ["an output", "<!-- output -->\n```text\n```", { isOutput: true }],
  ])("knows what to do with %s", (_, text, expected) => {
    expect(treat(text)).toMatchObject(expected);
  });

  it("takes drawings of a page that says so", () => {
    const drawings = "<!-- drawings: trees of folders -->\n\nText.\n\n";
    expect(treat(`${drawings}\`\`\`\na -> b\n\`\`\``)).toMatchObject({ check: "text" });
    expect(treat(`${drawings}\`\`\`sh\nnope\n\`\`\``)).toMatchObject({ check: "commands", runs: true });
  });

  it("leaves the blocks of a page to the test that it names", () => {
    const named = "<!-- page tested by: packages/validator/test/comparison.test.ts -->\n\nText.\n\n";
    expect(treat(`${named}\`\`\`sh\nnope\n\`\`\``)).toMatchObject({ check: "commands", runs: false });
    expect(treat("<!-- page tested by: no.test.ts -->\n\nText.\n\n```sh\nnope\n```")).toContain("no file no.test.ts");
  });
});
