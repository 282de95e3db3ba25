import { skipBlanks, skipBlanksBack } from "./bytes.ts";

const code = (character: string): number => character.charCodeAt(0);

const quote = code('"');
const backslash = code("\\");
const comma = code(",");
const closeObject = code("}");

export const openObject = code("{");
export const [openList, closeList] = [code("["), code("]")];

/** Returns the position behind a string that begins at `start`; behind the end where it isn't closed. */
const skipString = (bytes: Uint8Array, start: number): number => {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index + 1;
};

/**
 * Returns where an element of a list ends, whether it is JSON or not, so that one that isn't leaves the others whole: at
 * a comma of the list or at its closing bracket; at the end of the bytes where neither comes.
 */
export const endOfElement = (bytes: Uint8Array, start: number): number => {
  let depth = 0;
  for (let index = start; index < bytes.length;) {
    const byte = bytes[index];
    if (byte === quote) {
      index = skipString(bytes, index);
      continue;
    }
    if (byte === openList || byte === openObject) depth += 1;
    else if (depth > 0) depth -= byte === closeList || byte === closeObject ? 1 : 0;
    else if (byte === comma || byte === closeList) return index;
    index += 1;
  }
  return bytes.length;
};

/**
 * Guesses where an element ends that is an object: before the next object that a comma separates from it, or else at the
 * end of all. No JSON object is the beginning of another one, so a guess is right if the bytes up to it are JSON. That takes
 * a fraction of the time of going through all of them.
 */
export const guessEnd = (bytes: Uint8Array, start: number): number | undefined => {
  const first = skipBlanks(bytes, start);
  if (bytes[first] !== openObject) return undefined;
  for (let next = first; (next = bytes.indexOf(openObject, next + 1)) !== -1;) {
    const separator = skipBlanksBack(bytes, next - 1);
    if (bytes[separator] === comma && bytes[skipBlanksBack(bytes, separator - 1)] === closeObject) return separator;
  }
  const last = bytes.length - 1;
  return bytes[last] === closeList ? last : bytes.length;
};
