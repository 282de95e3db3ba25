import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig } from "tsup";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<
    Record<string, string | { readonly "@email-events/source"?: string; readonly import?: object }>
  >;
  readonly bin?: Readonly<Record<string, string>>;
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

/** Programs, and libraries that only programs use: they need Node. */
const isForNode =
  manifest.bin !== undefined || ["@email-events/json-schema", "@email-events/schema-diff"].includes(manifest.name);

/** Converts a declaration file to the other module system, which has other file extensions. */
const inModuleSystem = (text: string, ending: "js" | "cjs"): string =>
  text
    .replaceAll(/(?<=(?:from|import\() ?")(\.{1,2}\/[^"]+)\.[jt]s(?=")/g, `$1.${ending}`)
    .replace(/(?<=^\/\/# sourceMappingURL=.*\.d\.)ts(?=\.map$)/m, ending === "js" ? "ts" : "cts");

/**
 * Writes a declaration per source, with a map to the published source for editors.
 *
 * Bundled declarations have no such maps, and take ten times as long.
 */
const declare = (): void => {
  // Builds run in the folder of a package.
  const tsc = "../../node_modules/.bin/tsc";
  const settings = {
    extends: "../tsconfig.build.json",
    compilerOptions: {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      declarationMap: true,
      rootDir: "../src",
      outDir: ".",
    },
    include: [],
    files: Object.values(entries).map((path) => join("..", path)),
  };
  writeFileSync("dist/tsconfig.json", JSON.stringify(settings));
  execFileSync(tsc, ["-p", "dist/tsconfig.json"], { stdio: "inherit" });
  rmSync("dist/tsconfig.json");
  for (const [name, path] of Object.entries(entries)) {
    // The declaration of an entry point in a folder has the name of the entry point.
    if (existsSync(`dist/${name}.d.ts`)) continue;
    const target = path.slice("./src/".length, -".ts".length);
    mkdirSync(dirname(`dist/${name}`), { recursive: true });
    writeFileSync(`dist/${name}.d.ts`, `export * from "./${target}.ts";\n`);
  }
  for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
    const [path, twin] = [join("dist", file), join("dist", file.replace(/\.d\.ts(?=$|\.map$)/, ".d.cts"))];
    const text = file.endsWith(".d.ts") || file.endsWith(".d.ts.map") ? readFileSync(path, "utf8") : undefined;
    if (text === undefined) continue;
    writeFileSync(twin, file.endsWith(".map") ? text.replace('.d.ts"', '.d.cts"') : inModuleSystem(text, "cjs"));
    writeFileSync(path, inModuleSystem(text, "js"));
  }
};

export default defineConfig({
  entry: entries,
  format: ["esm", "cjs"],
  target: "node20",
  platform: isForNode ? "node" : "neutral",
  tsconfig: "tsconfig.build.json",
  clean: true,
  treeshake: true,
  splitting: false,
  // import.meta.url in the CommonJS build, for packages that read their own files.
  shims: isForNode,
  silent: true,
  // Their internals need Node's types, which bundled declarations don't expose.
  ...(isForNode ? { dts: true } : { onSuccess: async () => declare() }),
});
