import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";

/** A file of the page. */
export interface PageFile {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** The files of the page by their path, such as `/` and `/assets/index.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** Reads the built page into memory, so that a path of a request never reaches the disk. Empty if it isn't built. */
export const readPage = (folder: string): PageFiles =>
  new Map(
    namesIn(folder).flatMap((name) => {
      const type = types[extname(name)];
      if (type === undefined) return [];
      const path = `/${name.split(sep).join("/")}`;
      return [
        [path === "/index.html" ? "/" : path, { bytes: new Uint8Array(readFileSync(join(folder, name))).buffer, type }],
      ];
    }),
  );
