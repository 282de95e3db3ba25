import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "..");

/** The maximum number of lines: about 150 for a README, and one page for the architecture. */
const maxLines = { readme: 160, architecture: 80 };

/** Folders of installed, built and temporary files, and of examples that are kept as they arrived. */
const skipped = new Set(["node_modules", "dist", ".git", ".turbo", ".readme-types", "examples"]);

const pagesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : pagesBelow(path);
    return entry.isFile() && entry.name.endsWith(".md") ? [path] : [];
  });

/** Returns the text of a page without its code. */
const proseOf = (text: string): string => text.replaceAll(/^```[^]*?^```$/gm, "").replaceAll(/<!--[^]*?-->/g, "");

const linksOf = (text: string): readonly string[] =>
  [...proseOf(text).matchAll(/\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/g)].map(([, link = ""]) => link);

const isRelative = (link: string): boolean => !/^[a-z][a-z\d+.-]*:/i.test(link);

/** Returns the anchors of a page's headings, as on GitHub: a repeated one gets a number. */
const anchorsOf = (text: string): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  const anchors = [...proseOf(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(anchors);
};

/** Returns the links of a page to missing files or headings. */
const deadLinksOf = (path: string, text: string): readonly string[] =>
  linksOf(text)
    .filter(isRelative)
    .filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), decodeURIComponent(file));
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const page = target.endsWith(".md") ? target : join(target, "README.md");
      return !existsSync(page) || !anchorsOf(readFileSync(page, "utf8")).has(anchor);
    });

const pages = pagesBelow(repository).map((path) => ({ path, text: readFileSync(path, "utf8") }));
const nameOf = (path: string): string => relative(repository, path).replaceAll("\\", "/");
const linesOf = (text: string): number => text.trimEnd().split("\n").length;

describe("the pages of the repository", () => {
  it("link only to files and headings that exist", () => {
    const dead = pages.flatMap(({ path, text }) => deadLinksOf(path, text).map((link) => `${nameOf(path)}: ${link}`));
    expect(dead).toEqual([]);
  });

  it("are linked from another page, where they are in docs/", () => {
    const linked = new Set(
      pages.flatMap(({ path, text }) =>
        linksOf(text)
          .filter(isRelative)
          .map((link) => join(dirname(path), link.split("#")[0] ?? ""))
          .filter((target) => target !== path),
      ),
    );
    const unlinked = pages.filter(({ path }) => nameOf(path).startsWith("docs/") && !linked.has(path));
    expect(unlinked.map(({ path }) => nameOf(path))).toEqual([]);
  });

  it("keep the README of each package short", () => {
    const long = pages
      .filter(({ path }) => /^packages\/[^/]+\/README\.md$/.test(nameOf(path)))
      .map(({ path, text }) => [nameOf(path), linesOf(text)] as const)
      .filter(([, lines]) => lines > maxLines.readme);
    expect(long).toEqual([]);
  });

  it("keep the architecture on one page", () => {
    expect(linesOf(readFileSync(join(repository, "ARCHITECTURE.md"), "utf8"))).toBeLessThanOrEqual(
      maxLines.architecture,
    );
  });
});

describe("the search for dead links", () => {
  const page = join(repository, "README.md");

  it.each([
    ["a missing file", "[a](docs/nothing.md)", ["docs/nothing.md"]],
    ["a missing heading of another page", "[a](CONTRIBUTING.md#nothing)", ["CONTRIBUTING.md#nothing"]],
    ["a missing heading of the same page", "[a](#nothing-at-all)", ["#nothing-at-all"]],
    ["a missing heading of a folder's README", "[a](packages/core#nothing)", ["packages/core#nothing"]],
    ["no file or heading that exists", "[a](CONTRIBUTING.md#rules) [b](#start) [c](packages/core#api)", []],
    ["nothing in code or on the web", "```\n[a](nothing.md)\n```\n[b](https://example.com/nothing.md)", []],
  ])("finds %s", (_, text, expected) => {
    expect(deadLinksOf(page, text)).toEqual(expected);
  });

  it("has the same anchors as GitHub", () => {
    const text = "# `mapMany(events, mapEvent?)`\n## What is this?\n## What is this?\n## [A](b.md) & co\n";
    expect([...anchorsOf(text)]).toEqual(["mapmanyevents-mapevent", "what-is-this", "what-is-this-1", "a--co"]);
  });
});
