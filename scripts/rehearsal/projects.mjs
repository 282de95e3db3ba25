// Projects of users: an empty folder each, in which only one package is installed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { peersOf } from "./promises.mjs";
import { run } from "./run.mjs";

const isCode = ([, target]) => typeof target === "object" && target !== null;

/** The entries of a package that are code, such as `@email-events/validator/zod`. */
export const entriesOf = ({ name, exports }) =>
  Object.entries(exports)
    .filter(isCode)
    .map(([subpath]) => name + subpath.slice(1));

/** The files that import entries: as a module, as CommonJS, and as TypeScript of both. */
const filesOf = (entries) => {
  const names = entries.map((_, index) => `entry${index}`);
  const all = `[${names.join(", ")}]`;
  const imports = entries.map((entry, index) => `import * as ${names[index]} from "${entry}";`).join("\n");
  const requires = entries.map((entry, index) => `import ${names[index]} = require("${entry}");`).join("\n");
  const isEmpty = `if (${all}.some((entry) => Object.keys(entry).length === 0)) throw new Error("an entry is empty");`;
  return {
    "use.mjs": `${imports}\n${isEmpty}\n`,
    "use.cjs": `${entries.map((entry, index) => `const ${names[index]} = require("${entry}");`).join("\n")}\n${isEmpty}\n`,
    "use.mts": `${imports}\nexport const all = ${all};\n`,
    "use.cts": `${requires}\nexport const all = ${all};\n`,
    "use.ts": `${imports}\nexport const all = ${all};\n`,
  };
};

const writeUses = (folder, entries) => {
  for (const [file, text] of Object.entries(filesOf(entries))) writeFileSync(join(folder, file), text);
};

/** Reads the manifest of a package as it is installed. */
const installedManifest = (folder, name) =>
  JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));

/** Makes a project with one package from the registry, without the entries that need a peer. */
export const createProject = async ({ name, origin, parent }) => {
  const folder = join(parent, name.split("/").at(-1));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  writeFileSync(join(folder, ".npmrc"), `@email-events:registry=${origin}/\n`);
  await run("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefer-offline", name], { cwd: folder });
  const manifest = installedManifest(folder, name);
  const entries = entriesOf(manifest).filter((entry) => !(entry in peersOf));
  writeUses(folder, entries);
  return { folder, name, short: name.split("/").at(-1), manifest, entries };
};

/** Installs the peers of a project's package, and adds the entries that need them. */
export const addPeers = async (project) => {
  const entries = entriesOf(project.manifest);
  const peers = entries.flatMap((entry) => peersOf[entry] ?? []);
  if (peers.length === 0) return project;
  const install = ["install", "--no-audit", "--no-fund", "--silent", "--prefer-offline", ...peers];
  await run("npm", install, { cwd: project.folder });
  writeUses(project.folder, entries);
  return { ...project, entries };
};
