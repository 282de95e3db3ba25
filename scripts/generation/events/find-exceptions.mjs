import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../read-json.mjs";
import { repository } from "../vocabularies.mjs";

/** What of an outcome a page says. */
export const kindOf = ({ status, reason, event }) => [status, reason, event?.event].join(" ");

/** The valid examples of an event, each with its path in the repository. */
const validExamplesOf = (file) => {
  const folder = `schemas/examples/${file.replace(/\.schema\.json$/, "")}`;
  const names = existsSync(join(repository, folder)) ? readdirSync(join(repository, folder)).toSorted() : [];
  return names
    .filter((name) => name.startsWith("valid."))
    .map((name) => ({
      path: `${folder}/${name}`,
      value: readJson(`${folder}/${name}`),
    }));
};

/**
 * Finds the examples of an event that the mapper treats in another way than an event with every property, because of their
 * values: the first one for each outcome.
 *
 * @param settings - The settings of the mapper, as `{ text, options }`; that of the defaults has no text.
 */
export const findExceptions = (file, full, { settings, createMapper }) => {
  const examples = validExamplesOf(file);
  const seen = new Set();
  return settings.flatMap(({ text, options }) => {
    const map = createMapper(options);
    const usual = kindOf(map(full));
    return examples.flatMap(({ path, value }) => {
      const outcome = map(value);
      const kind = kindOf(outcome);
      if (kind === usual || seen.has(kind)) return [];
      seen.add(kind);
      return [{ path, setting: text, outcome }];
    });
  });
};
