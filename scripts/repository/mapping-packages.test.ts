import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Mapping, OptionForms } from "../../packages/core/src/mapping/index.ts";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { listSources } from "../generation/vocabularies.mjs";

const packagesFolder = join(import.meta.dirname, "../../packages");

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

/** What a mapping package says of itself. */
const mappingOf = async (name: string): Promise<Mapping<unknown>> => {
  const exported: object = await import(/* @vite-ignore */ join(packagesFolder, name, "src/index.ts"));
  const found = Object.entries(exported).find(([key]) => key.endsWith("Mapping"))?.[1] as Mapping<unknown> | undefined;
  if (found === undefined) throw new Error(`${name} exports no Mapping`);
  return found;
};

/** Options with one option set, for each value that its form lets one expect. */
const valuesOf = (forms: OptionForms): readonly object[] =>
  Object.entries(forms).flatMap(([name, form]): readonly object[] => {
    if (form.kind === "group") return valuesOf(form.options).map((below) => ({ [name]: below }));
    if (form.kind === "choice") return form.choices.map((choice) => ({ [name]: choice }));
    if (form.kind === "flag") return [{ [name]: true }, { [name]: false }];
    if (form.kind === "list") return [{ [name]: [] }, { [name]: ["a", "b"] }];
    return form.kind === "custom-event" ? [{ [name]: "Own Name" }] : [];
  });

const wrongValuesOf = (forms: OptionForms): readonly object[] =>
  Object.entries(forms).flatMap(([name, form]): readonly object[] =>
    form.kind === "group"
      ? [...wrongValuesOf(form.options), { noSuchOption: 1 }].map((below) => ({ [name]: below }))
      : [{ [name]: 7 }, ...(form.kind === "choice" ? [{ [name]: "no-such-choice" }] : [])],
  );

describe.each(mappingPackages)("the mapping package %s", (name) => {
  it("has the same files as the others", () => {
    const found = new Set(sourcesOf(name).map((path) => path.split(/[/\\]/)[0] ?? ""));
    found.delete("values");
    expect([...found].toSorted()).toEqual(rooms);
  });

  it("describes itself under the name of its folder", async () => {
    expect((await mappingOf(name)).vocabulary).toBe(name);
  });

  it("takes each choice that it describes, and no other", async () => {
    const { createMapper, options } = await mappingOf(name);
    const [good, bad] = [valuesOf(options), wrongValuesOf(options)];
    expect(good.length).toBeGreaterThan(1);
    for (const one of good) expect(createMapper(one)).toBeTypeOf("function");
    for (const one of [...bad, { noSuchOption: 1 }]) expect(() => createMapper(one)).toThrow(TypeError);
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
  expect(mappingPackages.toSorted()).toEqual(listSources().toSorted());
});

/** The maximum gzipped size of a package's default mapper, bundled alone, as its manifest says. */
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
  // A limit far above the size holds nothing, nor does a bundle from which everything was left out.
  expect(sizes[0]).toBeGreaterThan(maxGzippedBytesOf(name) / 3);
  expect(sizes[0]).toBeLessThanOrEqual(maxGzippedBytesOf(name));
});

/** Bundles as the build does: a package's entry in one file, from which a bundler drops statement by statement. */
const bundleEntry = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(packagesFolder, entry)],
    bundle: true,
    write: false,
    format: "esm",
    conditions: ["@email-events/source"],
  });
  return outputFiles.map(({ text }) => text).join("");
};

it.each(["core/src/index.ts", "core/src/mapping/index.ts", ...mappingPackages.map((name) => `${name}/src/index.ts`)])(
  "a bundler drops all of %s from what imports nothing of it",
  async (entry) => {
    const contents = (await bundleEntry(entry)).replace(/export \{[^}]*\};\s*$/, "");
    expect(contents).not.toBe("");
    const { outputFiles } = await build({ stdin: { contents }, bundle: true, write: false, format: "esm" });
    expect(outputFiles.map(({ text }) => text)).toEqual([""]);
  },
);
