// Installs packs without a registry: each is unpacked once and finds only what its manifest names, as in the store of
// pnpm. Packages of others are those that the workspace has installed.
import { mkdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.mjs";

const isFamily = (name) => name.startsWith("@email-events/");

const link = (target, path) => {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
};

/** Where a package lies in the store. */
const placeOf = (store, name) => join(store, name.split("/").at(-1), "node_modules", name);

const unpack = async (store, { name, pack }) => {
  const place = placeOf(store, name);
  mkdirSync(place, { recursive: true });
  await run("tar", ["--extract", "--gzip", "--file", pack, "--strip-components=1", "--directory", place]);
  return JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
};

/** Links what a manifest names, beside its package. */
const linkDependencies = (store, { name, path }, manifest) => {
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    const target = isFamily(needed)
      ? placeOf(store, needed)
      : realpathSync(join(path, "node_modules", ...needed.split("/")));
    link(target, join(store, name.split("/").at(-1), "node_modules", needed));
  }
};

/**
 * Makes a project for each pack, in which only that package is installed.
 *
 * @param packages - the name, folder and pack of each package
 * @returns the folder and the packed manifest of each
 */
export const linkPacks = async (packages, parent) => {
  const store = join(parent, "store");
  const manifests = await Promise.all(packages.map((one) => unpack(store, one)));
  return packages.map((one, index) => {
    const [manifest, short] = [manifests[index], one.name.split("/").at(-1)];
    linkDependencies(store, one, manifest);
    const folder = join(parent, "users", short);
    link(placeOf(store, one.name), join(folder, "node_modules", one.name));
    return { folder, name: one.name, short, manifest, installed: placeOf(store, one.name) };
  });
};
