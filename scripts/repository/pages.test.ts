import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf } from "../site/anchors.ts";
import { foreignImagesOf, foreignRequestsOf } from "../site/foreign-requests.ts";
import { deadLinksOf, isRelative, linksOf } from "../site/links.ts";
import { readPages, repository } from "../site/page-files.ts";
import { pageProblemsOf } from "../site/page-problems.ts";
import { placeOf, toSiteLink } from "../site/places.ts";
import { buildSidebar } from "../site/sidebar.ts";

/** The maximum number of lines: about 150 for a README, and one page for the architecture. */
const maxLines = { readme: 160, architecture: 80 };

const pages = readPages();
/** The number of lines that readers see: comments say how code blocks are checked. */
const linesOf = (text: string): number =>
  text
    .replaceAll(/^<!--.*-->\n\n?/gm, "")
    .trimEnd()
    .split("\n").length;

describe("the pages of the repository", () => {
  it("link only to files and headings that exist, and load nothing from another host", () => {
    expect(pageProblemsOf(pages)).toEqual([]);
  });

  it("are linked from another page, where they are in docs/", () => {
    const linked = new Set(
      pages.flatMap(({ path, text }) =>
        linksOf(text)
          .filter(isRelative)
          .map((link) => posix.join(posix.dirname(path), link.split("#")[0] ?? ""))
          .filter((target) => target !== path),
      ),
    );
    const unlinked = pages.filter(({ path }) => path.startsWith("docs/") && !linked.has(path));
    expect(unlinked.map(({ path }) => path)).toEqual([]);
  });

  it("keep the README of each package short", () => {
    const long = pages
      .filter(({ path }) => /^packages\/[^/]+\/README\.md$/.test(path))
      .map(({ path, text }) => [path, linesOf(text)] as const)
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
    ["a link with a title", '[a](nothing.md "title")', ["nothing.md"]],
    ["a link in angle brackets", "[a](<nothing.md>)", ["nothing.md"]],
    ["a link by reference", "[a][b]\n\n[b]: nothing.md", ["nothing.md"]],
    ["a link and an image in HTML", '<a href="no.md"><img src="no.png"></a>', ["no.md", "no.png"]],
    ["an image", "![a](no.png)", ["no.png"]],
    ["no file or heading that exists", "[a](CONTRIBUTING.md#rules) [b](#start) [c](packages/core#api)", []],
    [
      "nothing in code or on the web",
      "```\n[a](nothing.md)\n```\n`[a](nothing.md)` [b](https://example.com/nothing.md)",
      [],
    ],
  ])("finds %s", (_, text, expected) => {
    expect(deadLinksOf(page, text)).toEqual(expected);
  });

  it("has the same anchors as GitHub", () => {
    const text = "# `mapMany(events, mapEvent?)`\n## What is this?\n## What is this?\n## [A](b.md) & co\n";
    expect([...anchorsOf(text)]).toEqual(["mapmanyevents-mapevent", "what-is-this", "what-is-this-1", "a--co"]);
  });
});

describe("the search for requests to other hosts", () => {
  const address = "https://cdn.example.com/a";

  it.each([
    ["a script", `<script async src="${address}"></script>`],
    ["an image without quotes", `<img alt=x src=${address}>`],
    ["an address relative to the scheme", `<img src="//cdn.example.com/a">`],
    ["a style sheet", `<link rel="stylesheet" href="${address}">`],
    ["a font", `@font-face { src: url(${address}) format("woff2") }`],
    ["an import of a style sheet", `@import "${address}";`],
    ["a call of fetch", `const a=await fetch("${address}")`],
    ["a module", `import x from"${address}"`],
    ["a dynamic import", `import(\`${address}\`)`],
  ])("finds %s", (_, text) => {
    expect(foreignRequestsOf(text)).toHaveLength(1);
  });

  it.each([
    ["a link", `<a class="x" href="${address}" target="_blank">a</a>`],
    ["a namespace", `<svg xmlns="http://www.w3.org/2000/svg"></svg>`],
    ["a file of the site", `<script src="/assets/app.js"></script><img src="./a.png">`],
    ["a comment", `<!-- <img src="${address}"> -->`],
  ])("leaves out %s", (_, text) => {
    expect(foreignRequestsOf(text)).toEqual([]);
  });

  it("finds images and tags in Markdown, but nothing in code", () => {
    expect(foreignImagesOf(`![a](${address})\n<iframe src="${address}"></iframe>`)).toHaveLength(2);
    expect(foreignImagesOf("```html\n<img src='https://a.example'>\n```\n[a](https://a.example)")).toEqual([]);
  });
});

describe("the site", () => {
  it.each([
    ["docs/README.md", "index.md"],
    ["docs/decisions/README.md", "decisions/index.md"],
    ["packages/core/README.md", "packages/core.md"],
    ["ARCHITECTURE.md", "project/architecture.md"],
    ["README.md", undefined],
    ["packages/core/CHANGELOG.md", undefined],
  ])("has %s at %s", (page, place) => {
    expect(placeOf(page)).toBe(place);
  });

  it("has two pages at no place", () => {
    const places = pages.flatMap(({ path }) => placeOf(path) ?? []);
    expect(new Set(places).size).toBe(places.length);
  });

  it.each([
    ["another page", "docs/decisions/README.md", "../situations.md#source", "/situations.md#source"],
    ["a README of a package by its folder", "README.md", "packages/core", "/packages/core.md"],
    ["an anchor of the same page", "docs/delivery.md", "#failures", "#failures"],
    ["an address", "docs/delivery.md", "https://example.com/a.md", "https://example.com/a.md"],
  ])("links to %s", (_, page, link, expected) => {
    expect(toSiteLink(page, link)).toBe(expected);
  });

  it("links to the git host for files that it doesn't have", () => {
    expect(toSiteLink("docs/rooms.md", "../scripts/repository/pages.test.ts")).toMatch(
      /^https:\/\/.*\/scripts\/repository\/pages\.test\.ts$/,
    );
  });

  it("refuses a link to a file of any kind that doesn't exist", () => {
    expect(() => toSiteLink("docs/rooms.md", "nothing.json")).toThrow("docs/rooms.md links to nothing.json");
  });

  it("has every page in its sidebar once", () => {
    const links = buildSidebar(pages).flatMap(({ items }) => items.map(({ link }) => link));
    const places = pages.flatMap(({ path }) => placeOf(path) ?? []);
    expect(links.toSorted()).toEqual(places.map((place) => `/${place}`).toSorted());
  });
});
