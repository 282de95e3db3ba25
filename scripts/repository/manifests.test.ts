import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { promiseOf, requirementsOf } from "../rehearsal/promises.mjs";
import { hooks } from "../../.pnpmfile.mjs";

const repository = join(import.meta.dirname, "../..");
const web = "https://github.com/email-events/email-events";

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly keywords?: readonly string[];
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
}

const folders = readdirSync(join(repository, "packages"));

const manifests = folders
  .map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(repository, "packages", folder, "package.json"), "utf8")) as Manifest,
  }))
  .filter(({ manifest }) => manifest.private !== true);

const dependencyFields = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"];

const dependenciesOf = (manifest: Manifest): readonly (readonly [string, string])[] =>
  dependencyFields.flatMap((field) => Object.entries((manifest[field] as Record<string, string> | undefined) ?? {}));

/** What each published manifest says, by field. */
const table: readonly (readonly [field: string, expected: (folder: string) => unknown])[] = [
  ["name", (folder) => `@email-events/${folder}`],
  ["repository", (folder) => ({ type: "git", url: `git+${web}.git`, directory: `packages/${folder}` })],
  ["homepage", (folder) => `${web}/tree/main/packages/${folder}#readme`],
  ["bugs", () => `${web}/issues`],
  ["license", () => "MIT"],
  ["author", () => "the email-events authors"],
  ["type", () => "module"],
  ["engines", () => ({ node: ">=20.19" })],
  ["publishConfig", () => ({ access: "public", provenance: true })],
];

describe.each(manifests)("the manifest of $folder", ({ folder, manifest }) => {
  it.each(table)("has the %s of the family", (field, expected) => {
    expect(manifest[field]).toEqual(expected(folder));
  });

  it("has a description, and keywords of which none occurs twice", () => {
    expect(manifest["description"]).toMatch(/^[A-Z].{20,}\.$/);
    const keywords = manifest.keywords ?? [];
    expect(keywords).toEqual(expect.arrayContaining(["email", "email-events", "customer.io"]));
    expect(new Set(keywords).size).toBe(keywords.length);
  });

  it("packs its changelog, license, build and sources", () => {
    expect(manifest.files).toEqual(expect.arrayContaining(["CHANGELOG.md", "dist", "src"]));
    expect(existsSync(join(repository, "packages", folder, "LICENSE"))).toBe(true);
  });

  it("depends on the family by ranges, and on others by exact versions or as peers", () => {
    for (const [name, range] of dependenciesOf(manifest)) {
      if (name.startsWith("@email-events/")) expect([name, range]).toEqual([name, "workspace:^"]);
      else expect([name, range]).toEqual([name, expect.stringMatching(/^\^?\d+\.\d+\.\d+$/)]);
    }
  });

  it("is published without what only the repository understands", () => {
    const published = hooks.beforePacking(manifest);
    expect(published).not.toHaveProperty("devDependencies");
    expect(published).not.toHaveProperty("scripts");
    expect(JSON.stringify(published)).not.toContain("@email-events/source");
    expect(Object.keys(published["exports"] as object)).toEqual(
      Object.entries(manifest.exports)
        .filter(([, target]) => typeof target === "string" || "import" in target)
        .map(([path]) => path),
    );
  });
});

it("relay is published with the queue as an optional peer of its own version", () => {
  const relay = manifests.find(({ folder }) => folder === "relay")?.manifest;
  const published = hooks.beforePacking({ ...relay, version: "1.2.3" });
  expect(published["peerDependencies"]).toEqual({ "@email-events/jetstream": "^1.2.3" });
  expect(published["peerDependenciesMeta"]).toEqual({ "@email-events/jetstream": { optional: true } });
  expect(Object.keys({ ...(relay?.["dependencies"] as object) })).not.toContain("@email-events/jetstream");
});

const readOf = (path: string): string => readFileSync(join(repository, path), "utf8");

it.each(manifests)("the README of $folder says where it runs, and what its types need", ({ folder }) => {
  const text = readOf(`packages/${folder}/README.md`).replaceAll(/\s+/g, " ");
  expect(text).toContain(requirementsOf(folder));
});

/** Libraries whose types are those of core: under pnpm, code finds them only where its own manifest names core (TS2742). */
const withTypesOfCore = manifests.filter(({ folder, manifest }) => {
  const isLibrary = promiseOf(folder).runtimes.includes("browsers");
  return isLibrary && Object.hasOwn({ ...(manifest["dependencies"] as object) }, "@email-events/core");
});

it.each(withTypesOfCore)("the README of $folder says that its types need core", ({ folder }) => {
  const [, install = ""] = readOf(`packages/${folder}/README.md`).split(/^## Install$/m);
  expect(install.split(/^## /m)[0]).toContain("@email-events/core");
});

it("the table of what packages cost lists each, with what it takes from outside", () => {
  const [, costs = ""] = readOf("README.md").split(/<!-- \/?rehearsal -->/);
  const rows = Array.from(costs.matchAll(/^\| `(\S+)` .*\| (\S.*?) +\|$/gm), ([, name, outside]) => [name, outside]);
  const expected = manifests.map(({ manifest }) => {
    const { dependencies, optionalDependencies } = manifest;
    const names = Object.keys({ ...(dependencies as object), ...(optionalDependencies as object) });
    const outside = names.filter((name) => !name.startsWith("@email-events/"));
    return [manifest.name, outside.length === 0 ? "none" : outside.join(", ")];
  });
  expect(rows).toEqual(expected);
});

it("a manifest without exports is packed, too", () => {
  const schemas = { name: "@email-events/schemas", private: true };
  expect(hooks.beforePacking({ ...schemas, scripts: {} })).toEqual(schemas);
});

it("every published package has a line in the README of the repository", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  for (const { folder } of manifests) expect(readme).toContain(`[\`@email-events/${folder}\`](packages/${folder})`);
});
