/** A place in a text. */
export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** From 0, in UTF-16 units from the start of the text. */
  readonly offset: number;
}

/** The start of a text. */
export const textStart: TextPlace = { line: 1, column: 1, offset: 0 };

const newline = "\n";

/** Returns the place some units after another one, in a text that begins there. */
export const placeAfter = (from: TextPlace, text: string, units: number): TextPlace => {
  let { line } = from;
  let lineStart = -1;
  for (let at = text.indexOf(newline); at !== -1 && at < units; at = text.indexOf(newline, at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  const column = lineStart === -1 ? from.column + units : units - lineStart + 1;
  return { line, column, offset: from.offset + units };
};
