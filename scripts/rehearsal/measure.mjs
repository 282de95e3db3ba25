// What a package costs its users.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { promiseOf } from "./promises.mjs";
import { run } from "./run.mjs";

const bytesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".package-lock.json")
    .reduce((sum, { parentPath, path, name }) => sum + statSync(join(parentPath ?? path, name)).size, 0);

/** The packages that npm installed, by their path below the project. */
const installedIn = (folder) =>
  Object.keys(JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8")).packages).filter(
    // Links of a workspace aren't packages, and there are none here.
    (path) => path.startsWith("node_modules/"),
  );

const nameIn = (path) => path.split("node_modules/").at(-1);

const isOutside = (path) => !nameIn(path).startsWith("@email-events/");

/** Modules that are there before anything is installed. */
const builtIn = {
  name: "built-in",
  setup: ({ onResolve }) =>
    onResolve({ filter: /.*/ }, ({ path }) => (isBuiltin(path) ? { path, external: true } : undefined)),
};

/** The size of the main import in a bundle, minified and gzipped. */
const gzippedBytesOf = async ({ folder, name, short }) => {
  const { main = "*", runtimes } = promiseOf(short);
  if (runtimes.length === 1) return undefined;
  const { outputFiles } = await build({
    stdin: {
      contents: main === "*" ? `export * from "${name}";` : `export { ${main} } from "${name}";`,
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    plugins: [builtIn],
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0].contents).length;
};

const timing = (name) =>
  `const start = performance.now(); await import("${name}"); console.log(performance.now() - start);`;

/** The shortest of some imports, in milliseconds, each in a process of its own. */
const importMsOf = async ({ folder, name }) => {
  const times = [];
  for (let attempt = 0; attempt < 3; attempt += 1)
    times.push(Number(await run(process.execPath, ["--input-type=module", "--eval", timing(name)], { cwd: folder })));
  return Math.min(...times);
};

/** Measures the package of a project as it was installed. */
export const measure = async (project) => {
  const installed = installedIn(project.folder);
  return {
    name: project.name,
    packages: installed.length,
    diskBytes: bytesBelow(join(project.folder, "node_modules")),
    gzippedBytes: await gzippedBytesOf(project),
    importMs: await importMsOf(project),
    outside: installed.filter(isOutside).map(nameIn),
    direct: Object.keys({ ...project.manifest.dependencies, ...project.manifest.optionalDependencies }).filter(
      (name) => !name.startsWith("@email-events/"),
    ),
  };
};
