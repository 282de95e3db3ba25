import { isAbsolute, relative, sep } from "node:path";

/** Whether a path is a folder's own or lies below it. Of links only real paths tell. */
export const isWithin = (inner: string, outer: string): boolean => {
  const way = relative(outer, inner);
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
};

/** The code of an error that the system gave, such as `ENOENT`. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);
