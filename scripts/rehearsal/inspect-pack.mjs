// What a pack contains, and what its manifest says of it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const filesBelow = (folder) => readdirSync(folder, { recursive: true, encoding: "utf8" });

const targetsOf = (target) => (typeof target === "string" ? [target] : Object.values(target).flatMap(targetsOf));

/** Returns the paths of `exports` and `bin` that lead nowhere; a pattern needs one file that it matches. */
const missingTargets = ({ installed, manifest }) => {
  const files = filesBelow(installed).map((path) => `./${path.replaceAll("\\", "/")}`);
  const isThere = (target) => {
    const [start, end] = target.split("*");
    return end === undefined
      ? files.includes(target)
      : files.some((path) => path.startsWith(start) && path.endsWith(end));
  };
  return targetsOf([manifest.exports, manifest.bin ?? {}]).filter((target) => !isThere(target));
};

/** Returns the sources of declaration maps that aren't in the pack. */
const missingSources = ({ installed }) =>
  filesBelow(join(installed, "dist"))
    .filter((file) => /\.d\.c?ts\.map$/.test(file))
    .flatMap((file) => {
      const folder = join(installed, "dist", dirname(file));
      const { sources } = JSON.parse(readFileSync(join(installed, "dist", file), "utf8"));
      return sources.filter((source) => !source.endsWith(".ts") || !existsSync(join(folder, source)));
    });

const packageIn = (specifier) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** Returns the packages that the code imports, also where it does so late, and that the manifest doesn't name. */
const unnamedImports = async ({ installed, manifest }) => {
  const { metafile } = await build({
    entryPoints: filesBelow(join(installed, "dist"))
      .filter((file) => file.endsWith(".js"))
      .map((file) => join(installed, "dist", file)),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outdir: join(installed, "bundled"),
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const { name, dependencies, optionalDependencies, peerDependencies } = manifest;
  const named = new Set([name, ...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })]);
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const packages = imported.map(({ path }) => path).filter((path) => !isBuiltin(path) && !path.startsWith("<"));
  return [...new Set(packages.map(packageIn))].filter((one) => !named.has(one));
};

/** What every pack has; a released one has a changelog, too. */
export const expectedFiles = ["README.md", "LICENSE", "package.json", "src"];

/** Resolves to a sentence for each thing that is wrong with an unpacked package. */
export const inspectPack = async (project, files = expectedFiles) => [
  ...files
    .filter((file) => !existsSync(join(project.installed, file)))
    .map((file) => `${project.name}: the pack has no ${file}`),
  ...missingTargets(project).map((target) => `${project.name}: ${target}, which its manifest names, isn't in the pack`),
  ...missingSources(project).map(
    (source) => `${project.name}: a declaration map leads to ${source}, which isn't in the pack`,
  ),
  ...(JSON.stringify(project.manifest).includes("workspace:")
    ? [`${project.name}: the manifest has a workspace range`]
    : []),
  ...(await unnamedImports(project)).map((name) => `${project.name}: imports ${name}, which its manifest doesn't name`),
];
