// Projects of users: an empty folder each, in which only one package is installed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entriesForNode, libOfPeers, peersOf, promiseOf } from "./promises.mjs";
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

/** Imports for those who have no modules of Node. */
const forTheWeb = (entries) =>
  entries
    .filter((entry) => !entriesForNode.has(entry))
    .map((entry) => `import "${entry}";\n`)
    .join("");

/** Writes what imports the entries of a package into a project. */
export const writeUses = (folder, entries) => {
  const files = { ...filesOf(entries), "web.mjs": forTheWeb(entries) };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
};

const install = async (folder, origin, packages) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  writeFileSync(join(folder, ".npmrc"), `@email-events:registry=${origin}/\n`);
  const options = ["--no-audit", "--no-fund", "--silent", "--prefer-offline"];
  await run("npm", ["install", ...options, ...packages], { cwd: folder });
};

/** Reads the manifest of a package as it is installed. */
const installedManifest = (folder, name) =>
  JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));

/** Makes a project with one package from the registry, and nothing else: the entries that need a peer are left out. */
export const createProject = async ({ name, origin, parent }) => {
  const short = name.split("/").at(-1);
  const folder = join(parent, short);
  await install(folder, origin, [name]);
  const manifest = installedManifest(folder, name);
  writeUses(
    folder,
    entriesOf(manifest).filter((entry) => !(entry in peersOf)),
  );
  const installed = join(folder, "node_modules", name);
  return { folder, name, short, manifest, installed, lib: promiseOf(short).lib };
};

/** Makes a project with a package and its peers, for the entries that need them; none if there are no such entries. */
export const createPeersProject = async ({ name, manifest, short }, { origin, parent }) => {
  const entries = entriesOf(manifest).filter((entry) => entry in peersOf);
  if (entries.length === 0) return [];
  const folder = join(parent, `${short}-with-peers`);
  await install(folder, origin, [name, ...entries.map((entry) => peersOf[entry])]);
  writeUses(folder, entries);
  return [{ folder, name: `${name} with peers`, short, manifest, lib: libOfPeers }];
};
