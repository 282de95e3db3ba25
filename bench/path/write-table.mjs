import { readFileSync, writeFileSync } from "node:fs";

const page = new URL("../../docs/benchmarks/path.md", import.meta.url);

/** Puts a table between its two markers in the page of this benchmark. */
export const writeTable = (name, table) => {
  const text = readFileSync(page, "utf8");
  const block = new RegExp(`(<!-- ${name} -->)[\\s\\S]*(<!-- /${name} -->)`);
  if (!block.test(text)) throw new Error(`the page has no place for ${name}`);
  writeFileSync(
    page,
    text.replace(block, (_, from, to) => `${from}\n\n${table}\n\n${to}`),
  );
};
