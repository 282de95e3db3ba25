import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { formatFile } from "../scripts/shared/format-file.mjs";

/** Writes a table, or other text, between its two markers, `<!-- name -->` and `<!-- /name -->`, in a page of docs/benchmarks. */
export const writeTable = async (page, name, table) => {
  const path = fileURLToPath(new URL(`../docs/benchmarks/${page}.md`, import.meta.url));
  const text = readFileSync(path, "utf8");
  const block = new RegExp(`(<!-- ${name} -->)[\\s\\S]*(<!-- /${name} -->)`);
  if (!block.test(text)) throw new Error(`${path} has no markers for ${name}`);
  const written = text.replace(block, (_, from, to) => `${from}\n\n${table}\n\n${to}`);
  writeFileSync(path, await formatFile(path, written));
};
