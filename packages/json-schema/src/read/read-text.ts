import { SchemaError } from "../schema-error.ts";
import { dialectNotes } from "./dialect-notes.ts";
import { createIntake, type IntakeOptions } from "./intake.ts";
import { largerThan, maxFileBytes } from "./limits.ts";
import { parseJson } from "./parse-json.ts";
import type { ReadFolder } from "./read-schemas.ts";

/**
 * Reads a schema from a text, as `readSchemaFolder` reads a file without references to others. Reads nothing else, so that
 * it also runs in a browser.
 *
 * @param file the name of the document, also in errors
 * @throws SchemaError when the text is larger than 10 MiB or can't be read as JSON
 */
export const readSchemaText = (text: string, file: string, options: Omit<IntakeOptions, "mapRef"> = {}): ReadFolder => {
  const isTooLarge = text.length > maxFileBytes || new TextEncoder().encode(text).length > maxFileBytes;
  if (isTooLarge) throw new SchemaError(file, "", largerThan(maxFileBytes));
  const intake = createIntake(options);
  const documents = new Map([[file, intake.convert(file, parseJson(text, file))]]);
  return {
    documents: intake.finish(documents),
    library: new Map(),
    notes: dialectNotes(intake, options.dialect ?? "2020-12"),
  };
};
