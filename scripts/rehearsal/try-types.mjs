// Compiles what imports a package, under each way to resolve modules, with the lowest TypeScript and with the newest.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promiseOf } from "./promises.mjs";
import { forEach, problemOf, run } from "./run.mjs";

const worker = fileURLToPath(new URL("compile-all.cjs", import.meta.url));

const resolutions = [
  { module: "node16", moduleResolution: "node16", files: ["use.mts", "use.cts"] },
  { module: "nodenext", moduleResolution: "nodenext", files: ["use.mts", "use.cts"] },
  { module: "esnext", moduleResolution: "bundler", files: ["use.ts"] },
];

const configOf = ({ module, moduleResolution, files }, lib) => ({
  compilerOptions: {
    module,
    moduleResolution,
    lib,
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    // Every declaration but the compiler's own, of which the DOM takes most of the time.
    skipLibCheck: false,
    skipDefaultLibCheck: true,
    types: [],
    noEmit: true,
  },
  files,
});

/** Writes a configuration for a resolution, and returns its path. */
export const writeConfig = (folder, lib, resolution = resolutions[1]) => {
  const path = join(folder, `tsconfig.${resolution.moduleResolution}.json`);
  writeFileSync(path, JSON.stringify(configOf(resolution, lib)));
  return path;
};

const writeConfigs = ({ folder, lib }) => resolutions.map((resolution) => writeConfig(folder, lib, resolution));

/** Compiles with the newest TypeScript, whose compiler is fast enough for a process each. */
const withNewest = async (tsc, paths) =>
  (
    await forEach(paths, (path) =>
      problemOf(`TypeScript 7, ${path.split("/").slice(-2).join("/")}`, () => run(tsc, ["-p", path])),
    )
  ).flat();

/** Compiles with an older TypeScript, in one process that reads the compiler and its libraries once. */
const withLowest = async (typescript, paths) => JSON.parse(await run(process.execPath, [worker, typescript, ...paths]));

/** Resolves to the problems of the types of projects' packages. */
export const tryTypes = async (projects, { tsc, typescript }) => {
  const groups = new Map();
  for (const project of projects) {
    const floor = promiseOf(project.short).typescript;
    groups.set(floor, [...(groups.get(floor) ?? []), ...writeConfigs(project)]);
  }
  const problems = await withNewest(tsc, [...groups.values()].flat());
  for (const [floor, paths] of groups) problems.push(...(await withLowest(typescript(floor), paths)));
  return problems;
};
