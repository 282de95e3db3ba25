import { constants } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { decodeFile } from "../parse/decode-file.ts";
import { largerThan, maxFileBytes, maxTotalBytes, megabytes } from "../parse/limits.ts";
import { parseJson } from "../parse/parse-json.ts";
import { parseYaml } from "../parse/parse-yaml.ts";
import { codeOf, isWithin } from "./real-path.ts";
import { SchemaError } from "../schema-error.ts";
import { isYaml } from "./schema-names.ts";

/** A file to read. */
export interface SourceFile {
  /** The name of the document, also in errors. */
  readonly file: string;
  readonly path: string;
  /** The real path of the folder that must contain the real file, and what the folder is. */
  readonly within: string;
  readonly owner: string;
}

/** All files together are too large. */
export class TooMuchError extends SchemaError {}

/** Reads the files of one generation or one side of a diff. Schemas are opened nowhere else. */
export interface SourceFiles {
  /**
   * Reads a document.
   *
   * @returns `undefined` where there is no file
   * @throws SchemaError if the file isn't a regular file of the folder, is too large, or isn't UTF-8, JSON or YAML
   */
  readonly read: (source: SourceFile) => Promise<unknown>;
}

/** The error codes for a missing file: nothing there, a circular link, a path through a file. */
const noFile: ReadonlySet<unknown> = new Set(["ENOENT", "ELOOP", "ENOTDIR", "ENAMETOOLONG"]);

const realPathOf = async (path: string): Promise<string | undefined> => {
  try {
    return await realpath(path);
  } catch (error) {
    if (noFile.has(codeOf(error))) return undefined;
    throw error;
  }
};

/** Reads a file, up to one byte more than allowed. */
const readUpTo = async (handle: FileHandle, most: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(64 * 1024, most + 1 - size));
    const { bytesRead } = chunk.length === 0 ? { bytesRead: 0 } : await handle.read(chunk);
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
    size += bytesRead;
  }
};

// Never waits for a pipe, nor follows a link that replaced the file after its path was resolved.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Size limits, in bytes. */
export interface SourceLimits {
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/** Creates a reader with limits on each file and on all files together. */
export const createSourceFiles = (limits: SourceLimits = { maxFileBytes, maxTotalBytes }): SourceFiles => {
  let totalBytes = 0;

  const readBytes = async (path: string, file: string): Promise<Uint8Array> => {
    const handle = await open(path, flags);
    try {
      if (!(await handle.stat()).isFile()) throw new SchemaError(file, "", "this isn't a regular file");
      const bytes = await readUpTo(handle, limits.maxFileBytes);
      totalBytes += bytes.length;
      if (bytes.length > limits.maxFileBytes) throw new SchemaError(file, "", largerThan(limits.maxFileBytes));
      if (totalBytes > limits.maxTotalBytes) {
        const problem = `with this file, all schemas together are larger than ${megabytes(limits.maxTotalBytes)}`;
        throw new TooMuchError(file, "", problem);
      }
      return bytes;
    } finally {
      await handle.close();
    }
  };

  return {
    read: async ({ file, path, within, owner }) => {
      const real = await realPathOf(path);
      if (real === undefined) return undefined;
      if (!isWithin(real, within)) throw new SchemaError(file, "", `this is a link that leads out of ${owner}`);
      const status = await stat(real);
      if (status.isDirectory()) return undefined;
      // Opening a device can have side effects.
      if (!status.isFile()) throw new SchemaError(file, "", "this isn't a regular file");
      const text = decodeFile(await readBytes(real, file), file);
      return isYaml(path) ? parseYaml(text, file) : parseJson(text, file);
    },
  };
};
