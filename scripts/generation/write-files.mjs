import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { banner } from "./banner.mjs";

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** Whether generation wrote an entry of a folder of generated files: one of our files, or a folder of codegen's. */
const isGenerated = (path, entry) =>
  entry.isDirectory()
    ? existsSync(join(path, ".email-events-generated.json"))
    : (read(path) ?? "").startsWith(banner.split("\n//", 1)[0]);

/** What generation wrote into a folder for a vocabulary that is no more. */
export const findLeftovers = (folder, expected) => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !expected.includes(entry.name) && isGenerated(join(folder, entry.name), entry))
    .map((entry) => join(folder, entry.name));
};

/** What is in a folder of nothing but generated files, below it too, and wouldn't be generated now. */
export const findUnexpected = (folder, expected) => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !expected.includes(relative(folder, path).replaceAll("\\", "/")));
};

/**
 * Writes files that differ from what is there, and removes leftovers; with `isCheck`, only says what would change.
 *
 * @returns Whether everything was as it should be, or is now.
 */
export const writeFiles = ({ files, leftovers, isCheck, terminal }) => {
  const stale = Object.entries(files).filter(([path, text]) => read(path) !== text);
  if (isCheck) {
    for (const [path] of stale) terminal.error(`stale: ${path}`);
    for (const path of leftovers) terminal.error(`stale: ${path} (no longer generated)`);
    return stale.length + leftovers.length === 0;
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    terminal.out(`written: ${path}`);
  }
  for (const path of leftovers) {
    rmSync(path, { recursive: true });
    terminal.out(`removed: ${path}`);
  }
  return true;
};
