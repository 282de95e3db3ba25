import { readFileSync, writeFileSync } from "node:fs";

/** Replaces the first occurrence of some bytes in a file that nothing has open by as many others. */
export const damage = (path: string, from: string, to: string): void => {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(from);
  if (at === -1 || from.length !== to.length) throw new Error(`There is no ${from} of the same length in ${path}.`);
  bytes.write(to, at);
  writeFileSync(path, bytes);
};
