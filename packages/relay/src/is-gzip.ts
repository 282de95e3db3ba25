const magic = [0x1f, 0x8b] as const;

/** Whether bytes begin like gzip. No UTF-8 does. */
export const isGzip = (head: Uint8Array): boolean => magic.every((value, index) => head[index] === value);
