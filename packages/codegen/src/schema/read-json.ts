import { readFile } from "node:fs/promises";
import { refuseUnreadable } from "./refuse-unreadable.ts";
import { SchemaError } from "./schema-error.ts";

const byteOrderMark = /^\uFEFF/;

const parse = (text: string, file: string): unknown => {
  try {
    // Some editors begin a file with a byte order mark, which a reader of JSON may ignore (RFC 8259, section 8.1).
    return JSON.parse(text.replace(byteOrderMark, ""));
  } catch (error) {
    throw new SchemaError(file, "", `this isn't JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/**
 * Reads one document.
 *
 * @param file what the document is called in errors
 * @throws SchemaError when it isn't JSON, is nested too deep, or holds a number too large to be read
 */
export const readJson = async (path: string | URL, file: string): Promise<unknown> => {
  const document = parse(await readFile(path, "utf8"), file);
  refuseUnreadable(file, document);
  return document;
};
