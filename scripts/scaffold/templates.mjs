import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository, toCamelCase, toPascalCase } from "../generation/vocabularies.mjs";

const folder = join(repository, "scripts/scaffold/template");

/** Whether a word of a template holds the name of the vocabulary. */
export const isPlaceholder = (word) => /__(?:camel|Pascal)__/.test(word);

/** Puts the names of a vocabulary into a template. */
export const fillIn = (text, name, version) => {
  const title = name.replaceAll("-", " ");
  const names = {
    __kebab__: name,
    __camel__: toCamelCase(name),
    __Pascal__: toPascalCase(name),
    __Title__: title.charAt(0).toUpperCase() + title.slice(1),
    __version__: version,
  };
  return text.replaceAll(/__[A-Za-z]+__/g, (word) => names[word] ?? word);
};

/** Returns the templates of a vocabulary's files, with their paths below `schemas/` or `package/`. */
export const readTemplates = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({
      path: file.slice(folder.length + 1, -".tmpl".length).replaceAll("\\", "/"),
      text: readFileSync(file, "utf8"),
    }));
