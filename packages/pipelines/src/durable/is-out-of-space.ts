const noRoomCodes = new Set<unknown>(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Whether a write failed because of a full disk, a quota or the maximum file size. */
export const isOutOfSpace = (error: unknown): boolean =>
  error instanceof Error && "code" in error && noRoomCodes.has(error.code);
