import { constants } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { maxFileBytes, maxTotalBytes } from "./limits.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import { codeOf, isWithin } from "./real-path.ts";
import { SchemaError } from "../schema-error.ts";
import { isYaml } from "./schema-names.ts";

/** One file to be read. */
export interface SourceFile {
  /** What the document is called from then on, and in errors. */
  readonly file: string;
  readonly path: string;
  /** The real path of the folder that the file must lie in once all links are followed, and what that folder is. */
  readonly within: string;
  readonly owner: string;
}

/** All files together are too large: what isn't read then may be anything. */
export class TooMuchError extends SchemaError {}

/** Reads the files that one generation or one side of a diff is made from: the only place where schemas are opened. */
export interface SourceFiles {
  /**
   * Reads a document.
   *
   * @returns `undefined` where no file stands
   * @throws SchemaError for what isn't a regular file of the folder, is too large, or isn't UTF-8, JSON or YAML
   */
  readonly read: (source: SourceFile) => Promise<unknown>;
}

/** What following a path gives where no file stands: nothing, a link in a circle, a path through a file. */
const noFile: ReadonlySet<unknown> = new Set(["ENOENT", "ELOOP", "ENOTDIR", "ENAMETOOLONG"]);

const realPathOf = async (path: string): Promise<string | undefined> => {
  try {
    return await realpath(path);
  } catch (error) {
    if (noFile.has(codeOf(error))) return undefined;
    throw error;
  }
};

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

/** Reads all of a file, or one byte more than it may have. */
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

const decode = (bytes: Uint8Array, file: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SchemaError(file, "", "this isn't UTF-8; save the file in that encoding");
  }
};

// A pipe would be waited for, and a link that took the file's place since its path was resolved would be followed.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** How much is read. */
export interface SourceLimits {
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/** Makes a reader with limits on each file and on all together. */
export const createSourceFiles = (limits: SourceLimits = { maxFileBytes, maxTotalBytes }): SourceFiles => {
  let totalBytes = 0;

  const readBytes = async (path: string, file: string): Promise<Uint8Array> => {
    const handle = await open(path, flags);
    try {
      if (!(await handle.stat()).isFile()) throw new SchemaError(file, "", "this isn't a regular file");
      const bytes = await readUpTo(handle, limits.maxFileBytes);
      totalBytes += bytes.length;
      if (bytes.length > limits.maxFileBytes)
        throw new SchemaError(file, "", `this file is larger than ${megabytes(limits.maxFileBytes)}`);
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
      // Opened, a device could do anything.
      if (!status.isFile()) throw new SchemaError(file, "", "this isn't a regular file");
      const text = decode(await readBytes(real, file), file);
      return isYaml(path) ? parseYaml(text, file) : parseJson(text, file);
    },
  };
};
