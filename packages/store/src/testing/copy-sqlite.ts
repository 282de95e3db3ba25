import { cpSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";

const link = join(import.meta.dirname, "../../node_modules/@photostructure/sqlite");

/** What is built for this machine. */
const build = `${process.platform}-${process.arch}`;

/** All that a program loads of it: no sources, and no builds for other machines. */
const isLoaded = (path: string): boolean => {
  const [kind, target] = path.split(`${sep}sqlite${sep}`).at(-1)?.split(sep) ?? [];
  if (kind === "prebuilds" && target !== undefined) return target === build;
  return kind !== "src" && kind !== "node_modules";
};

/** Copies the optional dependency into a folder, for a program of a user who may not read this repository. */
export const copySqlite = (folder: string): void => {
  const source = realpathSync(link);
  const target = join(folder, "node_modules");
  cpSync(source, join(target, "@photostructure/sqlite"), { recursive: true, filter: isLoaded });
  cpSync(realpathSync(join(dirname(source), "../node-gyp-build")), join(target, "node-gyp-build"), { recursive: true });
};
