import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { writeDeclarations } from "./scripts/write-declarations.ts";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<
    Record<string, string | { readonly "@email-events/source"?: string; readonly import?: object }>
  >;
  readonly bin?: Readonly<Record<string, string>>;
}

/** The entries of the package in the working folder, read from its manifest, so that they are named once; those for tests of other packages aren't built. */
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

/** Programs, and the libraries that only programs are made of: they read files. */
const isForNode =
  manifest.bin !== undefined || ["@email-events/json-schema", "@email-events/schema-diff"].includes(manifest.name);

export default defineConfig({
  entry: entries,
  format: ["esm", "cjs"],
  target: "node20",
  platform: isForNode ? "node" : "neutral",
  tsconfig: "tsconfig.build.json",
  clean: true,
  treeshake: true,
  splitting: false,
  // It isn't published: each program holds a copy.
  noExternal: ["@email-events/cli"],
  // import.meta.url in the CommonJS build, for packages that read files of their own.
  shims: isForNode,
  silent: true,
  onSuccess: async () => writeDeclarations(entries),
});
