/** The code of an error of the system (`ENOENT`), or of Node itself; `undefined` where it has none. */
export const errorCode = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;
