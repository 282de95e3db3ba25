/** A range of the lines of a chunk. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits lines into parts that each fit into a message: the lines of a part and the line breaks between them have at most
 * `maxBytes`. A longer line is a part of its own.
 */
export const splitLines = (lines: readonly Uint8Array[], maxBytes: number): readonly Part[] => {
  const parts: Part[] = [];
  let start = 0;
  let bytes = 0;
  lines.forEach((line, index) => {
    const added = index === start ? line.length : line.length + 1;
    if (index > start && bytes + added > maxBytes) {
      parts.push({ start, end: index });
      start = index;
      bytes = line.length;
    } else bytes += added;
  });
  if (lines.length > start) parts.push({ start, end: lines.length });
  return parts;
};
