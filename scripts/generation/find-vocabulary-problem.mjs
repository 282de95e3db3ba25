import { toPascalCase } from "./vocabularies.mjs";

/** What the name of a vocabulary, and so of its folder, looks like. */
export const namePattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Says why nothing can list a source vocabulary, and what to do; nothing for a good one.
 *
 * @param types - The names of the types that its schemas became.
 */
export const findVocabularyProblem = (name, types) => {
  if (!namePattern.test(name))
    return `schemas/${name}: name the folder in small letters, digits and single hyphens, as in mail-tracker`;
  const type = `${toPascalCase(name)}Event`;
  if (types.includes(type)) return undefined;
  const title = name.replaceAll("-", " ");
  return `schemas/${name}/event.schema.json: give it the title "${title} event", which makes the type ${type}`;
};
