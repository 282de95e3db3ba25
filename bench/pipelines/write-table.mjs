import { readFileSync, writeFileSync } from "node:fs";

const readme = new URL("../../packages/pipelines/README.md", import.meta.url);

/** Puts a table between its two markers in the client's README. */
export const writeTable = (name, table) => {
  const text = readFileSync(readme, "utf8");
  const block = new RegExp(`(<!-- ${name} -->)[\\s\\S]*(<!-- /${name} -->)`);
  if (!block.test(text)) throw new Error(`the README has no place for ${name}`);
  writeFileSync(
    readme,
    text.replace(block, (_, from, to) => `${from}\n\n${table}\n\n${to}`),
  );
};
