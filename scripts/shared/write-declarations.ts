// The declarations of a package. The native compiler writes one a source, each with a map that leads editors to the
// source itself, which is published too; bundling them into one file takes ten times as long and keeps no maps.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { tsc } from "./native-compiler.mjs";

const importedPath = /(?<=(?:from|import\() ?")(\.{1,2}\/[^"]+)\.[jt]s(?=")/g;

/** A declaration file for one module system: its twin for the other differs in the endings of what it names. */
const inModuleSystem = (text: string, ending: "js" | "cjs"): string =>
  text
    .replaceAll(importedPath, `$1.${ending}`)
    .replace(/(?<=^\/\/# sourceMappingURL=.*\.d\.)ts(?=\.map$)/m, ending === "js" ? "ts" : "cts");

/** Whether a declaration file declares nothing but types: those are the same for both module systems. */
const hasOnlyTypes = (text: string): boolean => !/^(?:export )?declare |^export (?:default |[{*])/m.test(text);

/** The twin of a file of types, which refers to the file instead of repeating it. */
const typesOf = (name: string): string => `export type * from "./${name}.js" with { "resolution-mode": "import" };\n`;

/** Runs the compiler on the entries of the package in the working folder. */
const compile = (sources: readonly string[]): void => {
  const settings = {
    extends: "../../../tsconfig.build.json",
    compilerOptions: {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      declarationMap: true,
      // What is wrong is a failure of scripts/check-types.mjs, which reads each source once and not once for each package.
      noCheck: true,
      rootDir: "../src",
      outDir: ".",
    },
    include: [],
    files: sources.map((path) => join("..", path)),
  };
  writeFileSync("dist/tsconfig.json", JSON.stringify(settings));
  execFileSync(tsc, ["-p", "dist/tsconfig.json", "--singleThreaded"], { stdio: "inherit" });
  rmSync("dist/tsconfig.json");
};

/** An entry that is a folder has its declaration under the name of the entry. */
const nameEntries = (entries: Readonly<Record<string, string>>): void => {
  for (const [name, path] of Object.entries(entries)) {
    if (existsSync(`dist/${name}.d.ts`)) continue;
    const target = path.slice("./src/".length, -".ts".length);
    mkdirSync(dirname(`dist/${name}`), { recursive: true });
    writeFileSync(`dist/${name}.d.ts`, `export * from "./${target}.ts";\n`);
  }
};

/** The declarations that a user's compiler reads: those of the entries, and what they import. */
const reachedFrom = (entries: readonly string[]): ReadonlySet<string> => {
  const reached = new Set(entries.map((name) => `dist/${name}.d.ts`));
  for (const file of reached) {
    for (const [, target] of readFileSync(file, "utf8").matchAll(importedPath)) {
      if (target) reached.add(join(dirname(file), `${target}.d.ts`));
    }
  }
  return reached;
};

/** Writes a declaration file and its map for both module systems. */
const writeTwins = (path: string): void => {
  const text = readFileSync(path, "utf8");
  const stem = path.slice(0, -".d.ts".length);
  writeFileSync(path, inModuleSystem(text, "js"));
  if (hasOnlyTypes(text)) {
    writeFileSync(`${stem}.d.cts`, typesOf(basename(stem)));
    return;
  }
  writeFileSync(`${stem}.d.cts`, inModuleSystem(text, "cjs"));
  if (!existsSync(`${path}.map`)) return;
  writeFileSync(`${stem}.d.cts.map`, readFileSync(`${path}.map`, "utf8").replace('.d.ts"', '.d.cts"'));
};

/**
 * Writes the declarations of the package in the working folder to its `dist/`, for both module systems.
 *
 * @param entries - the source of each entry by its name
 */
export const writeDeclarations = (entries: Readonly<Record<string, string>>): void => {
  compile(Object.values(entries));
  nameEntries(entries);
  const reached = reachedFrom(Object.keys(entries));
  for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
    const path = join("dist", file);
    if (!/\.d\.ts(?:\.map)?$/.test(file) || reached.has(path.replace(/\.map$/, ""))) continue;
    rmSync(path);
  }
  for (const path of reached) writeTwins(path);
};
