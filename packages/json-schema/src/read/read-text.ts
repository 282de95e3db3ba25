import { SchemaError } from "../schema-error.ts";
import { decodeFile } from "./decode-file.ts";
import { dialectNotes } from "./dialect-notes.ts";
import { createIntake, type IntakeOptions } from "./intake.ts";
import { largerThan, maxFileBytes } from "./limits.ts";
import { parseJson } from "./parse-json.ts";
import type { ReadFolder } from "./read-schemas.ts";

const textOf = (content: string | Uint8Array, file: string): string => {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  if (bytes.length > maxFileBytes) throw new SchemaError(file, "", largerThan(maxFileBytes));
  return typeof content === "string" ? content : decodeFile(content, file);
};

/**
 * Reads a schema from a text or its bytes, as `readSchemaFolder` reads a file without references to others. Reads nothing
 * else, so that it also runs in a browser.
 *
 * @param file the name of the document, also in errors
 * @throws SchemaError when the text is larger than 10 MiB, isn't UTF-8 or isn't JSON
 */
export const readSchemaText = (
  content: string | Uint8Array,
  file: string,
  options: Omit<IntakeOptions, "mapRef"> = {},
): ReadFolder => {
  const text = textOf(content, file);
  const intake = createIntake(options);
  const original = parseJson(text, file);
  const convert = () => new Map([[file, intake.convert(file, original)]]);
  let documents = convert();
  while (intake.isIncomplete(documents)) documents = convert();
  return {
    documents: intake.finish(documents),
    library: new Map(),
    notes: dialectNotes(intake, options.dialect ?? "2020-12"),
  };
};
