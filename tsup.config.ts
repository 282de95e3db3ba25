import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly "@email-events/source"?: string }>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/** The entries of the package in the working folder, read from its manifest, so that they are named once. */
const entriesOf = (manifest: Manifest): Record<string, string> => {
  const sources = Object.values(manifest.exports).flatMap((target) =>
    typeof target === "object" && target["@email-events/source"] ? [target["@email-events/source"]] : [],
  );
  const bins = Object.values(manifest.bin ?? {}).map((path) =>
    path.replace("./dist/", "./src/").replace(/\.js$/, ".ts"),
  );
  return Object.fromEntries(
    [...sources, ...bins].map((path) => [path.slice("./src/".length).replace(/(\/index)?\.ts$/, ""), path]),
  );
};

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

export default defineConfig({
  entry: entriesOf(manifest),
  format: ["esm", "cjs"],
  target: "node20",
  platform: manifest.bin ? "node" : "neutral",
  dts: true,
  tsconfig: "tsconfig.build.json",
  clean: true,
  treeshake: true,
  splitting: false,
  // import.meta.url in the CommonJS build, for packages that read files of their own.
  shims: manifest.bin !== undefined,
  silent: true,
});
