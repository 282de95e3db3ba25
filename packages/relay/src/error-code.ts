/** Names a system error by its code, such as `ENOSPC`; its message may hold a path, and with it more than should be shown. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";
