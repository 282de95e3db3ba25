// Prettier for generated code, with its results kept: `npm test` generates the same files several times, in clones too,
// and to lay them out takes half of the time of each run.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { repository } from "./vocabularies.mjs";

const { version } = createRequire(import.meta.url)("prettier/package.json");

const folder = join(repository, "node_modules/.cache/layouts");

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

/** Writes a file in one step, so that a process beside this one never reads half of it. */
const write = (path, text) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
};

/** The name of a result: a digest of all that it depends on. Of the path, Prettier uses the name of the file. */
const nameOf = (text, { filepath, ...options }) =>
  createHash("sha256")
    .update(JSON.stringify([version, basename(filepath), options, text]))
    .digest("hex");

/** Lays out a text as Prettier's `format` does. */
export const format = async (text, options) => {
  const path = join(folder, nameOf(text, options));
  const known = read(path);
  if (known !== undefined) return known;
  // Loaded when a text is new: it takes longer to load than all results take to read.
  const { format: layOut } = await import("prettier");
  const laidOut = await layOut(text, options);
  write(path, laidOut);
  return laidOut;
};
