import { SchemaError } from "../schema-error.ts";
import { decodeFile } from "../parse/decode-file.ts";
import { dialectNotes } from "./dialect-notes.ts";
import { followInMemory } from "./follow-in-memory.ts";
import { createIntake, type Documents, type IntakeOptions } from "./intake.ts";
import { largerThan, maxFileBytes } from "../parse/limits.ts";
import { parseJson } from "../parse/parse-json.ts";
import type { ReadFolder } from "./read-schemas.ts";

const textOf = (content: string | Uint8Array, file: string): string => {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  if (bytes.length > maxFileBytes) throw new SchemaError(file, "", largerThan(maxFileBytes));
  return typeof content === "string" ? content : decodeFile(content, file);
};

/** How a text is read. */
export interface TextOptions extends Omit<IntakeOptions, "mapRef"> {
  /** Documents by address, such as metaschemas, that the schema may refer to. */
  readonly library?: Documents;
}

/**
 * Reads a schema from a text or its bytes, as `readSchemaFolder` reads a file. Reads nothing else, so that it also runs in a
 * browser.
 *
 * @param file the name of the document, also in errors
 * @throws SchemaError when the text is larger than 10 MiB, isn't UTF-8 or isn't JSON
 */
export const readSchemaText = (
  content: string | Uint8Array,
  file: string,
  { library: atHand = new Map<string, unknown>(), ...options }: TextOptions = {},
): ReadFolder => {
  const text = textOf(content, file);
  const intake = createIntake(options);
  const original = parseJson(text, file);
  const convert = () => {
    const documents = new Map([[file, intake.convert(file, original)]]);
    return { documents, library: followInMemory(documents, atHand, intake.convert) };
  };
  let read = convert();
  while (intake.isIncomplete(new Map([...read.documents, ...read.library]))) read = convert();
  return {
    documents: intake.finish(read.documents),
    library: intake.finish(read.library),
    notes: dialectNotes(intake, options.dialect ?? "2020-12"),
  };
};
