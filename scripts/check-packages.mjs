// The short form of the rehearsal, for `npm test`: packs every published package as it was built, checks the packs,
// and uses each in a project that has only it: its entries by import and by require, its programs, and its types.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { tsc } from "./shared/native-compiler.mjs";
import { inspectPack } from "./rehearsal/inspect-pack.mjs";
import { linkPacks } from "./rehearsal/link-packs.mjs";
import { entriesOf, writeUses } from "./rehearsal/projects.mjs";
import { libOfPeers, peersOf, promiseOf } from "./rehearsal/promises.mjs";
import { forEach, problemOf, run } from "./rehearsal/run.mjs";
import { tryPrograms } from "./rehearsal/try-runtimes.mjs";
import { writeConfig } from "./rehearsal/try-types.mjs";
import { walkGenerator } from "./rehearsal/walk-generator.mjs";

const published = readdirSync("packages")
  .map((name) => resolve("packages", name))
  .map((path) => ({ path, ...JSON.parse(readFileSync(join(path, "package.json"), "utf8")) }))
  .filter((manifest) => manifest.private !== true);

/** Where the pack of a package lies, as npm names it. */
const packOf = (packs, { name, version }) => join(packs, `${name.slice(1).replace("/", "-")}-${version}.tgz`);

/** The libraries that the types of a package may need: what it promises, or more for an entry that needs a peer. */
const libOf = ({ short }, entries) => (entries.some((entry) => entry in peersOf) ? libOfPeers : promiseOf(short).lib);

/** Uses an installed package, and returns its problems. */
const tryPackage = async (project) => {
  const entries = entriesOf(project.manifest);
  writeUses(project.folder, entries);
  const config = writeConfig(project.folder, libOf(project, entries));
  const inFolder = { cwd: project.folder };
  // By require and by import in one process: to start one for each takes longer than to load most packages.
  const inNode = ["--require", "./use.cjs", "use.mjs"];
  return [
    ...(await inspectPack(project)),
    ...(await problemOf(`${project.name} in Node`, () => run(process.execPath, inNode, inFolder))),
    ...(await problemOf(`types of ${project.name}`, () => run(tsc, ["-p", config, "--singleThreaded"], inFolder))),
    ...(await problemOf(`the program of ${project.name}`, () => tryPrograms(project, [process.execPath]))),
  ];
};

const check = async (folder) => {
  const packs = join(folder, "packs");
  mkdirSync(packs);
  await run("pnpm", ["--recursive", "--filter", "./packages/*", "pack", "--pack-destination", packs]);
  const packages = published.map((one) => ({ ...one, pack: packOf(packs, one) }));
  const projects = await linkPacks(packages, folder);
  const inUse = await forEach(projects, tryPackage);
  const generator = projects.find(({ manifest }) => manifest.bin?.["email-events-codegen"]);
  const inReadme = await problemOf("the generator's README", () => walkGenerator({ folder, projects, generator, tsc }));
  // Loaded last: a process that has a compiler and the types of all packages in memory takes long to start another.
  const { problemsOf } = await import("./rehearsal/check-packs.mjs");
  const inPacks = await Promise.all(packages.map((one) => problemsOf(one.pack, one)));
  return [...inPacks, ...inUse, inReadme].flat();
};

const folder = mkdtempSync(join(tmpdir(), "email-events-packages-"));
try {
  const problems = await check(folder);
  for (const problem of problems) console.error(`${problem}\n`);
  if (problems.length === 0) console.log(`${published.length} packages work, each alone`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
