import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = new URL("../../packages/sandbox/dist/playground/", import.meta.url).pathname;

const gzipBytes = (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;

/** What the tab Schema loads: the schemas, the generator with the comparison, and the part of the tab that uses them. */
const isOfSchemas = (name) => /(?:^|\/)(?:schemas|schema-trial|try-schema)-[\w-]+\.js$/.test(name);

/** Returns the sizes of the built page, each file gzipped, in bytes: before the editor, without the schema tab, all of it. */
export const measureSizes = () => {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.includes("."));
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const sum = (names) => names.reduce((bytes, name) => bytes + gzipBytes(name), 0);
  const first = files.filter((name) => name === "index.html" || html.includes(name));
  return { first: sum(first), withoutSchemas: sum(files.filter((name) => !isOfSchemas(name))), all: sum(files) };
};
