import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = new URL("../../packages/sandbox/dist/playground/", import.meta.url).pathname;

const gzipBytes = (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;

/** Returns the sizes of the built page, each file gzipped, in bytes: before the editor, all of it. */
export const measureSizes = () => {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.includes("."));
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const sum = (names) => names.reduce((bytes, name) => bytes + gzipBytes(name), 0);
  return { first: sum(files.filter((name) => name === "index.html" || html.includes(name))), all: sum(files) };
};
