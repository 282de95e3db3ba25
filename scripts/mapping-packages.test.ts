import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const packagesFolder = join(import.meta.dirname, "../packages");

/**
 * The files of a mapping package. `mappers/` has one file per call. A package can also have `values/`, for values that
 * only its vocabulary has.
 */
const rooms = [
  "create-mapper.ts",
  "identify.ts",
  "index.ts",
  "map-event.ts",
  "map-many.ts",
  "map-outcome.ts",
  "mapped-event.ts",
  "mapper-table.ts",
  "mappers",
  "message.ts",
  "options.ts",
  "settings.ts",
  "user-agent.ts",
];

const tagsOf = (name: string): readonly string[] => {
  const path = join(packagesFolder, name, "turbo.json");
  return existsSync(path) ? ((JSON.parse(readFileSync(path, "utf8")) as { tags?: string[] }).tags ?? []) : [];
};

const mappingPackages = readdirSync(packagesFolder).filter((name) => tagsOf(name).includes("mapping"));

const isSource = (path: string): boolean => path.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(path);

const sourcesOf = (name: string): readonly string[] =>
  readdirSync(join(packagesFolder, name, "src"), { recursive: true, encoding: "utf8" }).filter(isSource);

const read = (name: string, path: string): string => readFileSync(join(packagesFolder, name, "src", path), "utf8");

describe.each(mappingPackages)("the mapping package %s", (name) => {
  it("has the same files as the others", () => {
    const found = new Set(sourcesOf(name).map((path) => path.split(/[/\\]/)[0] ?? ""));
    found.delete("values");
    expect([...found].toSorted()).toEqual(rooms);
  });

  it("has no copy of core's exports for mappers", () => {
    const shared = /export \{([^}]*)\}/g;
    const core = [...readFileSync(join(packagesFolder, "core/src/mapping/index.ts"), "utf8").matchAll(shared)]
      .flatMap(([, names = ""]) => names.split(","))
      .map((entry) => entry.trim())
      .filter((entry) => /^[a-z]/.test(entry) && !entry.startsWith("type "));
    expect(core).toContain("toTrackCall");
    const copies = sourcesOf(name)
      .filter((path) => path !== "map-many.ts")
      .flatMap((path) => core.filter((entry) => new RegExp(`(?:const|function) ${entry}\\b`).test(read(name, path))));
    expect(copies).toEqual([]);
  });
});

it("the tag of the packages identifies mapping packages", () => {
  expect(mappingPackages).toEqual(expect.arrayContaining(["airship", "bulk-tracking"]));
});

/** The maximum gzipped size of a package's default mapper, bundled alone. */
const maxGzippedBytes = { airship: 3_000, "bulk-tracking": 4_000 };

it.each([
  ["airship", "mapAirshipEvent"],
  ["bulk-tracking", "mapBulkTrackingEvent"],
] as const)("the default mapper of %s is small when it is bundled alone", async (name, mapEvent) => {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${mapEvent} } from "./index.ts";`, resolveDir: join(packagesFolder, name, "src") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    conditions: ["@email-events/source"],
  });
  const sizes = outputFiles.map(({ contents }) => gzipSync(contents).length);
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeGreaterThan(1_000);
  expect(sizes[0]).toBeLessThanOrEqual(maxGzippedBytes[name]);
});
