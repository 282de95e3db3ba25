const lineFeed = 10;

/** JSON's whitespace: space, tab, line feed, carriage return. */
const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === lineFeed || byte === 13;

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Returns the bytes without whitespace at either end, and without a byte order mark. */
export const trim = (bytes: Uint8Array): Uint8Array => {
  let start = byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
  let end = bytes.length;
  while (start < end && isBlank(bytes[start])) start += 1;
  while (end > start && isBlank(bytes[end - 1])) end -= 1;
  return bytes.subarray(start, end);
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
