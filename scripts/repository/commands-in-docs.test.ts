import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../..");

const skipped = /(?:^|\/)(?:node_modules|dist|\.turbo|\.vitepress|\.readme-types)\//;

/** With types of files, links are left alone, which lead to everything that is installed. */
const filesBelow = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => relative(repository, join(parentPath, name)).replaceAll("\\", "/"))
    .filter((path) => path.endsWith(ending) && !skipped.test(path));

const packages = readdirSync(join(repository, "packages"));

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  ...["docs", "examples"].flatMap((folder) => filesBelow(folder, ".md")),
  ...packages.map((name) => `packages/${name}/README.md`),
];

const read = (path: string): string => readFileSync(join(repository, path), "utf8");

/** The programs of published packages, by their names, which anyone could register. */
const programs = packages.flatMap((name) => {
  const { bin } = JSON.parse(read(`packages/${name}/package.json`)) as { readonly bin?: object };
  return Object.keys(bin ?? {});
});

/** A program with a command or an option behind it, not as part of another name or of a path. */
const bare = new RegExp(`(?<![\\w@/.-])(?:${programs.join("|")})(?= +[a-z-])`, "g");

/** The code of a page: its blocks, and what stands between backticks. */
const codeOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^```[^]*?^```|`[^`\n]+`/gm), ([code]) => code);

/** Pages that install their programs first, and stop them by their process, which npx isn't. */
const installing = new Map([
  ["docs/try-a-run.md", "npm install --global @email-events/relay @email-events/sandbox\n"],
  ["docs/try-a-queue.md", "npm install --global @email-events/relay @email-events/jetstream @email-events/sandbox\n"],
]);

const bareLinesIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.split("\n")).filter((line) => line.search(bare) !== -1);

describe("commands are written as npx @email-events/PACKAGE", () => {
  it("knows the programs, and sees a bare one", () => {
    expect(programs.toSorted()).toEqual(["email-events", "email-events-codegen", "email-events-sandbox"]);
    const shown = ["npx email-events relay", "cat a | email-events map -", "$ email-events-codegen diff old new"];
    expect(bareLinesIn(shown)).toEqual(shown);
    expect(bareLinesIn(["npx @email-events/relay run", "the program email-events"])).toEqual([]);
  });

  it.each(pages.filter((path) => !installing.has(path)))("in %s", (path) => {
    expect(bareLinesIn(codeOf(read(path)))).toEqual([]);
  });

  it.each([...installing])("but in a page that installs the programs: %s", (path, command) => {
    expect(read(path)).toContain(command);
  });

  it("in the examples of help texts", () => {
    const sources = packages
      .flatMap((name) => filesBelow(`packages/${name}/src`, ".ts"))
      .filter((path) => !/\.test(?:-d)?\.ts$|\/generated\//.test(path));
    const examples = sources.flatMap((path) =>
      Array.from(read(path).matchAll(/\bexamples: \[[^\]]*\]/g), ([text]) => text),
    );
    expect(examples.length).toBeGreaterThan(10);
    expect(bareLinesIn(examples)).toEqual([]);
    expect(examples.join("\n")).toContain("npx @email-events/relay relay");
  });
});
