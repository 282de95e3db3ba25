import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { writeDeclarations } from "./scripts/shared/write-declarations.ts";

interface Manifest {
  readonly exports: Readonly<
    Record<string, string | { readonly "@email-events/source"?: string; readonly import?: object }>
  >;
  readonly bin?: Readonly<Record<string, string>>;
  readonly config?: { readonly optionalPeers?: readonly string[] };
}

/**
 * The entry points of the package in the working folder, read from its manifest, without those for tests of other
 * packages.
 */
const entriesOf = (manifest: Manifest): Record<string, string> => {
  const sources = Object.values(manifest.exports).flatMap((target) =>
    typeof target === "object" && target["@email-events/source"] && target.import
      ? [target["@email-events/source"]]
      : [],
  );
  const bins = Object.values(manifest.bin ?? {}).map((path) =>
    path.replace("./dist/", "./src/").replace(/\.js$/, ".ts"),
  );
  return Object.fromEntries(
    [...sources, ...bins].map((path) => [path.slice("./src/".length).replace(/(\/index)?\.ts$/, ""), path]),
  );
};

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

const entries = entriesOf(manifest);

const { tags } = JSON.parse(readFileSync("turbo.json", "utf8")) as { readonly tags: readonly string[] };

/** Programs, and libraries that only programs use: they need Node. */
const isForNode =
  manifest.bin !== undefined || ["front-end", "comparison", "storage", "queue"].some((kind) => tags.includes(kind));

export default defineConfig({
  entry: entries,
  format: ["esm", "cjs"],
  target: "node20",
  platform: isForNode ? "node" : "neutral",
  tsconfig: "../../tsconfig.build.json",
  clean: true,
  // By Rollup, whose CommonJS has plain exports: a mapper calls what it imports faster than through esbuild's getters. What
  // only programs use is bundled as modules, and for that esbuild is enough.
  treeshake: !isForNode,
  splitting: false,
  // It isn't published: each program bundles it.
  noExternal: ["@email-events/cli"],
  // Development dependencies in the repository, which would be bundled; they are loaded where they are installed.
  external: [...(manifest.config?.optionalPeers ?? [])],
  // import.meta.url in the CommonJS build, for packages that read their own files.
  shims: isForNode,
  silent: true,
  onSuccess: async () => writeDeclarations(entries),
});
