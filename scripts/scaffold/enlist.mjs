import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository, toCamelCase } from "../generation/vocabularies.mjs";

const list = "packages/diagnose/src/sources/source-list.ts";
const manifest = "packages/diagnose/package.json";

const read = (path) => readFileSync(join(repository, path), "utf8");

/** Adds a line to the list, whose lines stay in order. */
const withLine = (text, name) => {
  const lines = text.trimEnd().split("\n");
  const line = `export { ${toCamelCase(name)}Mapping } from "@email-events/${name}";`;
  const comments = lines.filter((one) => !one.startsWith("export "));
  const entries = [...lines.filter((one) => one.startsWith("export ")), line];
  return `${[...comments, ...entries.toSorted((one, other) => (one < other ? -1 : 1))].join("\n")}\n`;
};

/** Adds the mapping package to what the package of the list depends on. */
const withDependency = (text, name) => {
  const parsed = JSON.parse(text);
  const entries = Object.entries(parsed.dependencies);
  const isOwn = ([other]) => other.startsWith("@email-events/");
  parsed.dependencies = Object.fromEntries([
    ...entries.filter(isOwn),
    [`@email-events/${name}`, "workspace:^"],
    ...entries.filter((entry) => !isOwn(entry)),
  ]);
  return `${JSON.stringify(parsed, null, 2)}\n`;
};

/** The existing files that a new vocabulary changes, by their paths: the list and the manifest of its package. */
export const planChanges = (name) => ({
  [list]: withLine(read(list), name),
  [manifest]: withDependency(read(manifest), name),
});
