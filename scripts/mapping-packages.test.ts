import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { listSources } from "./generation/vocabularies.mjs";

const packagesFolder = join(import.meta.dirname, "../packages");

/**
 * The rooms of a mapping package. `mappers/` has a file for each call. A package can also have `values/`, for what only its
 * vocabulary has.
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
  "mapping.ts",
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

  it("has no copy of what core gives to all mappers", () => {
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

it("the tag of the packages says which ones map", () => {
  expect(mappingPackages.toSorted()).toEqual(listSources().toSorted());
});

/** The most bytes, gzipped, that the default mapper of a package takes when it is bundled alone, as its manifest says. */
const maxGzippedBytesOf = (name: string): number => {
  const manifest = JSON.parse(readFileSync(join(packagesFolder, name, "package.json"), "utf8")) as {
    readonly config?: { readonly maxGzippedBytes?: number };
  };
  return manifest.config?.maxGzippedBytes ?? 0;
};

/** The mapper of the defaults, which `map-event.ts` exports. */
const defaultMapperOf = (name: string): string =>
  /export const (map\w+Event)\b/.exec(read(name, "map-event.ts"))?.[1] ?? "";

it.each(mappingPackages)("the default mapper of %s is small when it is bundled alone", async (name) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${defaultMapperOf(name)} } from "./index.ts";`,
      resolveDir: join(packagesFolder, name, "src"),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    conditions: ["@email-events/source"],
  });
  const sizes = outputFiles.map(({ contents }) => gzipSync(contents).length);
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeGreaterThan(1_000);
  expect(sizes[0]).toBeLessThanOrEqual(maxGzippedBytesOf(name));
});
