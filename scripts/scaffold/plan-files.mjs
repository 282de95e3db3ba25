import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFile } from "../shared/format-file.mjs";
import { repository } from "../generation/vocabularies.mjs";
import { exampleEvents } from "./example-events.mjs";
import { fillIn, readTemplates } from "./templates.mjs";

const here = join(repository, "scripts/scaffold");

const readVersion = () => JSON.parse(readFileSync(join(repository, "packages/core/package.json"), "utf8")).version;

/** Formats a file as the repository does: a name of another length breaks lines elsewhere. */
const formatted = (path, text) => (/\.(?:ts|json|md)$/.test(path) ? formatFile(path, text) : text);

/** Every file that a new vocabulary brings, by its path in the repository. */
export const planFiles = async (name) => {
  const version = readVersion();
  const roots = { schemas: `schemas/${name}`, package: `packages/${name}` };
  const entries = readTemplates().map(({ path, text }) => {
    const [root, ...rest] = path.split("/");
    return [`${roots[root]}/${rest.join("/")}`, fillIn(text, name, version)];
  });
  entries.push([
    `.changeset/vocabulary-${name}.md`,
    fillIn(readFileSync(join(here, "changeset.md.tmpl"), "utf8"), name, version),
  ]);
  const sources = await Promise.all(entries.map(async ([path, text]) => [path, await formatted(path, text)]));
  const examples = Object.entries(exampleEvents).map(([path, event]) => [
    `schemas/examples/${name}/${path}`,
    `${JSON.stringify(event, null, 2)}\n`,
  ]);
  return Object.fromEntries([...sources, ...examples]);
};
