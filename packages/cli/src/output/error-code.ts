/** Returns the code of a system error, such as `ENOSPC`. Its message isn't used, because it can contain a path. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";
