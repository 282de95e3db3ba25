import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig } from "tsup";

interface Manifest {
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

const { tags } = JSON.parse(readFileSync("turbo.json", "utf8")) as { readonly tags: readonly string[] };

/** Programs, and the kinds of libraries that only programs are made of: they read files. */
const isForNode =
  manifest.bin !== undefined || ["front-end", "comparison", "storage"].some((kind) => tags.includes(kind));

/** A declaration file for one module system: its twin for the other differs in the endings of what it names. */
const inModuleSystem = (text: string, ending: "js" | "cjs"): string =>
  text
    .replaceAll(/(?<=(?:from|import\() ?")(\.{1,2}\/[^"]+)\.[jt]s(?=")/g, `$1.${ending}`)
    .replace(/(?<=^\/\/# sourceMappingURL=.*\.d\.)ts(?=\.map$)/m, ending === "js" ? "ts" : "cts");

/**
 * Writes a declaration for each source, beside a map that leads editors to the source itself, which is published too.
 *
 * Declarations that are bundled into one file have no such maps, and take ten times as long.
 */
const declare = (): void => {
  // From the folder of a package, where builds run.
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
    // An entry that is a folder has its declaration under the name of the entry.
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
  // import.meta.url in the CommonJS build, for packages that read files of their own.
  shims: isForNode,
  silent: true,
  // What they are called with needs the types of Node, and their insides do: bundled, they aren't seen.
  ...(isForNode ? { dts: true } : { onSuccess: async () => declare() }),
});
