const lineBreak = 10;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Joins lines with line breaks.
 *
 * @throws TypeError if a line isn't bytes, or has a line break: it would come back as zeros, or as two lines
 */
export const joinLines = (lines: readonly Uint8Array[]): Uint8Array => {
  if (!lines.every((line) => ArrayBuffer.isView(line))) throw new TypeError("A line of a chunk must be a Uint8Array.");
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  // With a line break after each line; the last one is cut off in the end.
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    bytes[at + line.length] = lineBreak;
    if (bytes.indexOf(lineBreak, at) !== at + line.length) throw new TypeError("A line of a chunk has a line break.");
    at += line.length + 1;
  }
  return bytes.subarray(0, Math.max(0, length - 1));
};

/** Splits bytes at line breaks. */
export const splitBytes = (bytes: Uint8Array): readonly Uint8Array[] => {
  const lines: Uint8Array[] = [];
  const buffer = asBuffer(bytes);
  let start = 0;
  for (let end = buffer.indexOf(lineBreak); end !== -1; end = buffer.indexOf(lineBreak, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
};
