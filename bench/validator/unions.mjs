import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** The unions of two vocabularies' email events. */
export const unions = [
  { name: "AirshipEmailEvent", vocabulary: "airship" },
  { name: "SemanticEmailEvent", vocabulary: "semantic" },
];

export const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Returns every example of a vocabulary, valid or not. */
export const examplesOf = (vocabulary) =>
  readdirSync(join(root, "schemas/examples", vocabulary), { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .map((name) => readJson(join(root, "schemas/examples", vocabulary, name)));
