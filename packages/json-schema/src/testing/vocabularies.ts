import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Where the repository keeps the schemas of its vocabularies, a folder each. */
const schemas = join(import.meta.dirname, "../../../../schemas");

/** The repository's vocabularies: every folder of schemas that describes an event, by its name. */
export const vocabularies: readonly string[] = readdirSync(schemas)
  .filter((name) => existsSync(join(schemas, name, "event.schema.json")))
  .toSorted();
