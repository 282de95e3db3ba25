const code = (character: string): number => character.charCodeAt(0);

const quote = code('"');
const backslash = code("\\");
const comma = code(",");
const [openList, closeList, openObject, closeObject] = [code("["), code("]"), code("{"), code("}")];

/** The elements of a list, and what comes after it. */
export interface ListParts {
  readonly elements: readonly Uint8Array[];
  readonly rest: Uint8Array;
  /** False where the bytes end first. */
  readonly isClosed: boolean;
}

/** Returns the position behind a string that begins at `start`; behind the end where it isn't closed. */
const skipString = (bytes: Uint8Array, start: number): number => {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index + 1;
};

/**
 * Splits a JSON list at its own commas, whether its elements are JSON or not: one that isn't leaves the others whole.
 *
 * @param bytes - Begin with `[`.
 * @param most - How many elements are found before it stops.
 */
export const splitList = (bytes: Uint8Array, most: number): ListParts => {
  const elements: Uint8Array[] = [];
  let start = 1;
  let index = 1;
  let depth = 0;
  const take = (end: number): void => {
    elements.push(bytes.subarray(start, end));
    start = end + 1;
  };
  while (index < bytes.length && elements.length < most) {
    const byte = bytes[index];
    if (byte === quote) {
      index = skipString(bytes, index);
      continue;
    }
    if (byte === openList || byte === openObject) depth += 1;
    else if (depth > 0) depth -= byte === closeList || byte === closeObject ? 1 : 0;
    else if (byte === comma) take(index);
    else if (byte === closeList) {
      take(index);
      return { elements, rest: bytes.subarray(start), isClosed: true };
    }
    index += 1;
  }
  take(bytes.length);
  return { elements, rest: new Uint8Array(), isClosed: false };
};
