// The vocabularies, as the folders of schemas/ say: everything else that lists them is generated from here, or asks here.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** What all other vocabularies are mapped to. It needs no mapping. */
export const target = "semantic";

/** Every folder of schemas that describes an event, by its name. */
export const listVocabularies = (root = repository) =>
  readdirSync(join(root, "schemas"))
    .filter((name) => existsSync(join(root, "schemas", name, "event.schema.json")))
    .toSorted();

/** The vocabularies that events come in. */
export const listSources = (root = repository) => listVocabularies(root).filter((name) => name !== target);

const capitalized = ([first = "", ...rest]) => first.toUpperCase() + rest.join("");

/**
 * `bulk-tracking` as `BulkTracking`, the beginning of its types; `Sha256hash received` as `Sha256HashReceived`. Titles and
 * names become types as codegen's `toTypeName` says.
 */
export const toPascalCase = (words) =>
  (words.normalize("NFKC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .map(capitalized)
    .join("")
    .normalize("NFC")
    .replaceAll(/[0-9][a-z]/g, (letters) => letters.toUpperCase());

/** `bulk-tracking` as `bulkTracking`, its name in code. */
export const toCamelCase = (name) => {
  const [first = "", ...rest] = toPascalCase(name);
  return first.toLowerCase() + rest.join("");
};

/** What the schema of a vocabulary's events says about itself. */
export const readEventSchema = (name, root = repository) =>
  JSON.parse(readFileSync(join(root, "schemas", name, "event.schema.json"), "utf8"));
