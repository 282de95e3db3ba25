const noRoomCodes = new Set<unknown>(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Whether a write failed since the disk, a quota or the largest size of a file has no room for it. */
export const isNoRoom = (error: unknown): boolean =>
  error instanceof Error && "code" in error && noRoomCodes.has(error.code);
