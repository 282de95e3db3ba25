import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as vocabularies from "../../../packages/core/src/index.ts";
import { createSourceMapper, mappings, sourceVocabularyNames } from "../../../packages/diagnose/src/sources/index.ts";
import { readPages } from "../../site/page-files.ts";
import { listVocabularies, repository } from "../vocabularies.mjs";
import { findLeftoverPages } from "./leftover-pages.mjs";

const pages = readPages().filter(({ path }) => path.startsWith("docs/events/"));

const examplesIn = (text: string): readonly object[] =>
  Array.from(text.matchAll(/^```json\n([^]*?)^```$/gm), ([, json = ""]) => JSON.parse(json) as object);

/** The paths of the values in a call, as pages write them. */
const pathsIn = (value: unknown, path = ""): readonly string[] => {
  if (Array.isArray(value)) return value.length > 0 ? [`${path}[]`] : [];
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, path === "" ? name : `${path}.${name}`));
};

const rowsOf = (text: string, heading: string): ReadonlyMap<string, string> => {
  const section = text.slice(text.indexOf(heading)).split("\n## ")[0] ?? "";
  return new Map(
    Array.from(section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm), ([, path = "", rest = ""]) => [path, rest]),
  );
};

describe.each(pages)("$path", ({ text }) => {
  const [example, mapped] = examplesIn(text);

  it("has properties, an example and sources, and no empty cell for what a property is", () => {
    for (const heading of ["## Properties", "## Example", "## Sources"]) expect(text).toContain(`\n${heading}\n`);
    const rows = rowsOf(text, "## Properties");
    const described = pathsIn(example).filter((path) => !/additional|integrations/.test(path));
    expect(described.filter((path) => !rows.has(path.replace(/\[\]$/, "")))).toEqual([]);
  });

  it("has the origin of each property of its mapped example", () => {
    const origins = rowsOf(text, "Where each property comes from");
    const isShown = (path: string): boolean => origins.has(path) || path.startsWith("properties.additional.");
    expect(mapped === undefined ? [] : pathsIn(mapped).filter((path) => !isShown(path))).toEqual([]);
  });
});

it.each(sourceVocabularyNames)("pages of %s say what becomes of each valid example", (vocabulary) => {
  const map = createSourceMapper(vocabulary);
  const folder = join(repository, "schemas/examples", vocabulary);
  const examples = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\bvalid\./.test(path));
  const silent = examples.filter((path) => {
    const outcome = map(JSON.parse(readFileSync(join(folder, path), "utf8")));
    const said =
      outcome.status === "mapped"
        ? `mapped to \`${outcome.event.event}\``
        : `${outcome.status}: \`${outcome.status === "skipped" ? outcome.reason : ""}\``;
    return !pages.find((page) => page.path === `docs/events/${vocabulary}/${dirname(path)}.md`)?.text.includes(said);
  });
  expect([examples.length > 20, silent]).toEqual([true, []]);
});

it("there is a page for each event that a vocabulary names", () => {
  const names = [
    ...vocabularies.airshipEmailEventNames,
    ...vocabularies.bulkTrackingEventNames,
    ...vocabularies.semanticEmailEventNames,
  ];
  const all = pages.flatMap(({ text }) => examplesIn(text).slice(0, 1)).map((example) => JSON.stringify(example));
  expect(names.filter((name) => !all.some((example) => example.includes(JSON.stringify(name))))).toEqual([
    // The second spelling of an event that has a page.
    "Email Unsubscribed",
  ]);
  expect(new Set(pages.map(({ path }) => path.split("/")[2]))).toEqual(new Set(listVocabularies()));
});

it("every type that a page names is one of core", () => {
  const types = readFileSync(join(repository, "packages/core/src/generated/index.ts"), "utf8");
  const declared = listVocabularies().map((name) =>
    readFileSync(join(repository, "packages/core/src/generated", name, "types.ts"), "utf8"),
  );
  const isType = (name: string): boolean => new RegExp(`\\b${name}\\b`).test([types, ...declared].join("\n"));
  const named = pages.map(({ text }) => /Type: `(\w+)`/.exec(text)?.[1] ?? "none");
  expect(named.filter((name) => !isType(name))).toEqual([]);
});

it("the source vocabularies have mappings to find origins with", () => {
  expect(sourceVocabularyNames.map((name) => typeof mappings[name].createMapper)).toEqual(
    sourceVocabularyNames.map(() => "function"),
  );
});

it("a page of an event that is no more is a leftover", () => {
  const folder = mkdtempSync(join(tmpdir(), "event-pages-"));
  for (const page of ["events/a/open.md", "events/a/gone.md", "events/gone/open.md", "other.md"]) {
    mkdirSync(dirname(join(folder, page)), { recursive: true });
    writeFileSync(join(folder, page), "");
  }
  const leftovers = findLeftoverPages(folder, ["events/a/open.md"]).map((path) => path.slice(folder.length + 1));
  expect(leftovers.toSorted()).toEqual(["events/a/gone.md", "events/gone/open.md"]);
  rmSync(folder, { recursive: true });
});
