import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileBlocks } from "../blocks/compile-blocks.ts";
import { parseBlocks } from "../blocks/parse-blocks.ts";
import { prepareRoot, removeRoot } from "../blocks/places.ts";
import { createPageRun, type PageRun } from "../blocks/run-page.ts";
import { workspacePackages } from "../blocks/workspace-packages.ts";
import { readPages } from "../site/page-files.ts";

const pages = readPages()
  .map((page) => ({ ...page, blocks: parseBlocks(page) }))
  .filter(({ blocks }) => blocks.length > 0);

let root = "";
beforeAll(() => {
  root = prepareRoot();
});
afterAll(removeRoot);

describe.each(pages)("$path", (page) => {
  let run: PageRun;
  beforeAll(() => {
    run = createPageRun(page);
  });
  afterAll(() => run.close());

  it.each(page.blocks)("has a block that is true, in line $line", (block) => run.check(block));
});

describe("a page with untrue blocks", () => {
  let count = 0;
  const check = async (text: string, path = `made-up-${(count += 1)}.md`): Promise<void> => {
    const page = { path, text };
    const run = createPageRun(page);
    try {
      for (const block of parseBlocks(page)) await run.check(block);
    } finally {
      await run.close();
    }
  };

  it.each([
    ["another output", "```ts\nconsole.log(1); // => 2\n```", "the page shows\n2\nand what is printed is\n1"],
    ["an output that is missing", "```ts\n// => 2\n```", "the page shows"],
    ["code that throws", '```ts\nthrow new Error("no");\n```', "no"],
    ["a package that doesn't exist", '```ts\nimport "@email-events/nothing";\n```', "@email-events/nothing"],
    ["a warning", '```ts\nconsole.warn("careful");\n```', "careful"],
    ["JSON that isn't JSON", "```json\n{ a: 1 }\n```", "JSON"],
    ["YAML that isn't YAML", "```yaml\na: [1\n```", "Flow sequence"],
    ["an option that a program doesn't have", "```sh\nnpx @email-events/relay map --no x\n```", "Unknown option"],
    ["a program that doesn't exist", "```sh\nnpx @email-events/core\n```", "isn't a program"],
    ["a package that isn't published", "```sh\nnpm install @email-events/cli\n```", "isn't published"],
    ["a misspelled package", "```sh\nnpm install -D @email-events/corr\n```", "there is no package"],
    ["a script that doesn't exist", "```sh\nnpx pnpm@12.21.0 tset\n```", "no script tset"],
    ["another version of the package manager", "```sh\nnpx pnpm@9.0.0 test\n```", "isn't pnpm@"],
    ["a command that nothing can run", "```sh\ndocker build .\n```", "docker can't be run here"],
    ["another session", "```console\n$ npx @email-events/sandbox --version\n9.9.9\n```", "the page shows\n9.9.9"],
    [
      "another output of the block before",
      '```ts\nconsole.log("a");\n```\n<!-- output -->\n```text\nb\n```',
      "shows\nb",
    ],
    ["an output of nothing", "<!-- output -->\n```text\nb\n```", "can't be its output"],
  ])("is refused: %s", async (_, text, problem) => {
    await expect(check(text)).rejects.toThrow(problem);
  });

  it("leaves types to the compiler", async () => {
    await check("<!-- not run: it has a wrong type -->\n\n```ts\nexport const n: string = 1;\n```\n", "wrong-types.md");
  });
});

describe("all pages", () => {
  it("have examples that compile, but for the page of wrong types", async () => {
    const errors = await compileBlocks(root);
    expect(errors.filter((error) => !error.startsWith("made-up"))).toEqual([
      "wrong-types.md:4: error TS2322: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it("install what their examples import, where they install anything", () => {
    const missing = pages.flatMap(({ path, text, blocks }) => {
      const installed = Array.from(text.matchAll(/npm install ([^\n#`]*)/g), ([, words = ""]) =>
        words.trim().split(/ +/),
      );
      if (installed.length === 0) return [];
      const needed = Array.from(text.matchAll(/\bneeds\s([^.]*)/g), ([, words = ""]) => words).join(" ");
      const imported = blocks
        .filter(({ language }) => language === "ts")
        .flatMap(({ code }) => Array.from(code.matchAll(/from "(@email-events\/[\w-]+)/g), ([, name = ""]) => name));
      return [...new Set(imported)]
        .filter((name) => !installed.flat().includes(name) && !needed.includes(`\`${name}\``))
        .map((name) => `${path}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it("show an example in the README of each published package", () => {
    const shown = pages.filter(({ blocks }) => blocks.some(({ language }) => language === "ts"));
    const without = workspacePackages.filter(
      ({ folder, manifest }) =>
        manifest.private !== true && !shown.some(({ path }) => path === `packages/${folder}/README.md`),
    );
    expect(without.map(({ folder }) => folder)).toEqual([]);
  });
});
