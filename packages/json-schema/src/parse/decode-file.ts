import { SchemaError } from "../schema-error.ts";

/**
 * Decodes the bytes of a file.
 *
 * @throws SchemaError when they aren't UTF-8
 */
export const decodeFile = (bytes: Uint8Array, file: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SchemaError(file, "", "this isn't UTF-8; save the file in that encoding");
  }
};
