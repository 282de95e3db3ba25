import { parseJson, pointersUp, SchemaError } from "@email-events/json-schema";

/** A position in a text. Both numbers count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where each value of a JSON text begins, up to the first error: a file in YAML has no positions. */
const offsetsIn = (text: string): ReadonlyMap<string, number> => {
  const offsets = new Map<string, number>();
  try {
    parseJson(text, "", (pointer, offset) => offsets.set(pointer, offset));
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
  }
  return offsets;
};

const lineStarts = (text: string): readonly number[] => [
  0,
  ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1),
];

const positionAt = (starts: readonly number[], offset: number): Position => {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
};

/** Makes a function that returns the position of a pointer in a JSON text, or of the nearest existing parent. */
export const createLocate = (text: string): ((pointer: string) => Position) => {
  const [offsets, starts] = [offsetsIn(text), lineStarts(text)];
  return (pointer) => {
    const known = pointersUp(pointer).find((up) => offsets.has(up));
    return positionAt(starts, (known === undefined ? undefined : offsets.get(known)) ?? 0);
  };
};
