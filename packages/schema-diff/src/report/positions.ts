import { appendToken, maxDepth, pointersUp } from "@email-events/json-schema";

/** A place in a text, for people and editors: both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const blanks = /[\s\uFEFF]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const scalar = /[^\s,\]}]+/y;

/** Where each value of a JSON text begins, at its name where it has one; what isn't JSON, such as YAML, ends early. */
const offsetsIn = (text: string): ReadonlyMap<string, number> => {
  const offsets = new Map<string, number>();
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const takeCharacter = (character: string): boolean => {
    take(blanks);
    const isThere = text[at] === character;
    if (isThere) at += 1;
    return isThere;
  };
  const readName = (): string | undefined => {
    const name = take(string);
    if (name === undefined || !takeCharacter(":")) return undefined;
    const value: unknown = JSON.parse(name);
    return typeof value === "string" ? value : undefined;
  };
  const readMembers = (pointer: string, isObject: boolean, depth: number): boolean => {
    for (let index = 0; ; index += 1) {
      take(blanks);
      const start = at;
      const name = isObject ? readName() : String(index);
      if (name === undefined) return false;
      const below = appendToken(pointer, name);
      offsets.set(below, start);
      if (!readValue(below, depth + 1)) return false;
      if (!takeCharacter(",")) return takeCharacter(isObject ? "}" : "]");
    }
  };
  const readValue = (pointer: string, depth: number): boolean => {
    if (depth > maxDepth) return false;
    if (takeCharacter("{")) return takeCharacter("}") || readMembers(pointer, true, depth);
    if (takeCharacter("[")) return takeCharacter("]") || readMembers(pointer, false, depth);
    return take(string) !== undefined || take(scalar) !== undefined;
  };

  try {
    readValue("", 0);
  } catch {
    // A name that isn't JSON: what was found before it stands.
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

/** Makes a function that finds the place of a pointer in a JSON text, or of the nearest place around it that is there. */
export const createLocate = (text: string): ((pointer: string) => Position) => {
  const [offsets, starts] = [offsetsIn(text), lineStarts(text)];
  return (pointer) => {
    const known = pointersUp(pointer).find((up) => offsets.has(up));
    return positionAt(starts, (known === undefined ? undefined : offsets.get(known)) ?? 0);
  };
};
