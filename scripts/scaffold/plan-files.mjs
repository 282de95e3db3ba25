import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFile } from "../format-file.mjs";
import { repository, toCamelCase, toPascalCase } from "../generation/vocabularies.mjs";
import { exampleEvents } from "./example-events.mjs";

const here = join(repository, "scripts/scaffold");

const readVersion = () => JSON.parse(readFileSync(join(repository, "packages/core/package.json"), "utf8")).version;

/** Puts the names of a vocabulary into a template. */
const fillIn = (text, name) => {
  const title = name.replaceAll("-", " ");
  const names = {
    __kebab__: name,
    __camel__: toCamelCase(name),
    __Pascal__: toPascalCase(name),
    __Title__: title.charAt(0).toUpperCase() + title.slice(1),
    __version__: readVersion(),
  };
  return text.replaceAll(/__[A-Za-z]+__/g, (word) => names[word] ?? word);
};

const templatesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Formats a file as the repository does: a name of another length breaks lines elsewhere. */
const formatted = (path, text) => (/\.(?:ts|json|md)$/.test(path) ? formatFile(path, text) : text);

/** Every file that a new vocabulary brings, by its path in the repository. */
export const planFiles = async (name) => {
  const template = join(here, "template");
  const roots = { schemas: `schemas/${name}`, package: `packages/${name}` };
  const entries = templatesBelow(template).map((file) => {
    const [root, ...rest] = file.slice(template.length + 1).split(/[/\\]/);
    return [`${roots[root]}/${rest.join("/").slice(0, -".tmpl".length)}`, fillIn(readFileSync(file, "utf8"), name)];
  });
  entries.push([
    `.changeset/vocabulary-${name}.md`,
    fillIn(readFileSync(join(here, "changeset.md.tmpl"), "utf8"), name),
  ]);
  const sources = await Promise.all(entries.map(async ([path, text]) => [path, await formatted(path, text)]));
  const examples = Object.entries(exampleEvents).map(([path, event]) => [
    `schemas/examples/${name}/${path}`,
    `${JSON.stringify(event, null, 2)}\n`,
  ]);
  return Object.fromEntries([...sources, ...examples]);
};
