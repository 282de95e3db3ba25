import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../..");

const maxLines = 250;

/** Folders of installed, built, generated and temporary files. */
const skipped = new Set(["node_modules", "dist", "generated", ".bundle", ".blocks", ".turbo"]);

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });

const files = ["packages", "scripts", "bench"].flatMap((name) => filesBelow(join(repository, name)));

const isTest = (path: string): boolean => /\.(?:test|test-d)\.[cm]?ts$|\/testing\//.test(path);

/** Returns the files that a file imports, including type imports, without other packages. */
const importsOf = (path: string): readonly string[] =>
  ts
    .preProcessFile(readFileSync(path, "utf8"), true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((target) => target.startsWith("."))
    .map((target) => join(dirname(path), target));

/** Returns each cycle of a graph once. Files without a cycle are visited once. */
const findCircles = (graph: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, open: readonly string[]): void => {
    if (open.includes(path)) {
      circles.push([...open.slice(open.indexOf(path)), path].map((one) => relative(repository, one)).join(" -> "));
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...open, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return circles;
};

describe("the source files of the repository", () => {
  it("have no import cycles, including type imports", () => {
    const graph = new Map(files.map((path) => [path, importsOf(path)]));
    expect(graph.size).toBeGreaterThan(500);
    expect(findCircles(graph)).toEqual([]);
  });

  it("finds a cycle, also of type imports", () => {
    const graph = new Map([
      [join(repository, "a.ts"), [join(repository, "b.ts")]],
      [join(repository, "b.ts"), [join(repository, "a.ts")]],
    ]);
    expect(findCircles(graph)).toEqual(["a.ts -> b.ts -> a.ts"]);
    const importing = join(repository, "packages/json-schema/src/schema-error.ts");
    expect(importsOf(importing)).toContain(join(repository, "packages/json-schema/src/printable.ts"));
  });

  it(`have at most ${maxLines} lines, tests apart`, () => {
    const long = files
      .filter((path) => !isTest(path) && statSync(path).size > maxLines)
      .map((path) => [relative(repository, path), readFileSync(path, "utf8").trimEnd().split("\n").length] as const)
      .filter(([, lines]) => lines > maxLines);
    expect(long).toEqual([]);
  });

  it("have their long modes in the table of fuzzers, each with its file", () => {
    const page = readFileSync(join(repository, "CONTRIBUTING.md"), "utf8");
    const rows = Array.from(
      page.matchAll(/^\| [^|]*\| ([\w-]+), `([^`]*)` +\| `([A-Z_]+)=/gm),
      ([, folder = "", file = "", variable = ""]) => ({ path: `packages/${folder}/${file}`, variable }),
    );
    const reads = new Map(
      files
        .filter((path) => path.endsWith(".test.ts"))
        .map((path) => [relative(repository, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
    );
    expect(rows.filter(({ path, variable }) => !reads.get(path)?.includes(`env["${variable}"]`))).toEqual([]);
    const variables = [...reads.values()].flatMap((text) =>
      Array.from(text.matchAll(/Number\(process\.env\["(\w+)"\]/g), ([, name = ""]) => name),
    );
    const listed = new Set(rows.map(({ variable }) => variable));
    expect(variables.filter((name) => !name.endsWith("SEED") && !listed.has(name))).toEqual([]);
  });
});
