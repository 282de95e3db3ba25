export const lineFeed = 10;

/** JSON's whitespace: space, tab, line feed, carriage return. */
const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === lineFeed || byte === 13;

/** Returns the first position from `start` on that holds no whitespace. */
export const skipBlanks = (bytes: Uint8Array, start: number): number => {
  let index = start;
  while (isBlank(bytes[index])) index += 1;
  return index;
};

/** Returns the last position up to `end` that holds no whitespace; one before the bytes where there is none. */
export const skipBlanksBack = (bytes: Uint8Array, end: number): number => {
  let index = end;
  while (isBlank(bytes[index])) index -= 1;
  return index;
};

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Returns the bytes without whitespace at either end, and without a byte order mark. */
export const trim = (bytes: Uint8Array): Uint8Array => {
  const hasMark = byteOrderMark.every((byte, index) => bytes[index] === byte);
  const start = skipBlanks(bytes, hasMark ? byteOrderMark.length : 0);
  return bytes.subarray(start, Math.max(start, skipBlanksBack(bytes, bytes.length - 1) + 1));
};

/** Returns the lines that aren't blank, at most `most` of them. */
export const splitLines = (bytes: Uint8Array, most: number): readonly Uint8Array[] => {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length && lines.length < most) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    const line = trim(bytes.subarray(start, end));
    if (line.length > 0) lines.push(line);
    start = end + 1;
  }
  return lines;
};
