import { isAbsolute, relative, sep } from "node:path";

/** Whether a path is a folder or inside it. Both must be real paths. */
export const isWithin = (inner: string, outer: string): boolean => {
  const path = relative(outer, inner);
  return !isAbsolute(path) && path.split(sep)[0] !== "..";
};

/** The code of a system error, such as `ENOENT`. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);
