import type { StreamItem } from "../chunk.ts";

/** What of a line matters to the stream itself. */
export interface LineMark {
  readonly offset: string | undefined;
  /** Whether the line only says how far the server has looked. */
  readonly isOffsetUpdate: boolean;
}

const nothing: LineMark = { offset: undefined, isOffsetUpdate: false };

const blank = /[ \t\n\r]*/y;
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
/** A number, or one of the three words. */
const scalar = /[^\s,\]}]+/y;

/** Returns where a token that begins at `from` ends. */
const endOf = (token: RegExp, text: string, from: number): number => {
  token.lastIndex = from;
  return token.test(text) ? token.lastIndex : from;
};

/** Returns where a string ends; the end of the text where it is cut off. */
const endOfString = (text: string, from: number): number => {
  const end = endOf(string, text, from);
  return end === from ? text.length : end;
};

/** Returns where the JSON value that begins at `from` ends; the end of the text where it is cut off. */
const endOfValue = (text: string, from: number): number => {
  let depth = 0;
  let index = from;
  do {
    const character = text[index];
    if (character === '"') index = endOfString(text, index);
    else if (character === "{" || character === "[") [depth, index] = [depth + 1, index + 1];
    else if (character === "}" || character === "]") [depth, index] = [depth - 1, index + 1];
    else if (depth === 0) index = endOf(scalar, text, index);
    else index += 1;
  } while (depth > 0 && index < text.length);
  return index;
};

/** Returns the last value of a member of a JSON object as it is written. The text is JSON that may be cut off. */
const writtenMember = (text: string, name: string): string | undefined => {
  let found: string | undefined;
  let index = endOf(blank, text, text.indexOf("{") + 1);
  while (text[index] === '"') {
    const keyEnd = endOf(string, text, index);
    if (keyEnd === index) break;
    const key: unknown = JSON.parse(text.slice(index, keyEnd));
    const start = endOf(blank, text, text.indexOf(":", keyEnd) + 1);
    const end = endOfValue(text, start);
    if (end === text.length) break;
    if (key === name) found = text.slice(start, end);
    index = endOf(blank, text, end);
    index = endOf(blank, text, text[index] === "," ? index + 1 : index);
  }
  return found;
};

/** The replacement for bytes that aren't UTF-8: such an offset can't be sent back unchanged. */
const replacement = "\ufffd";

/** An offset is opaque: a number is kept as the server wrote it, since JavaScript rounds those beyond 2^53. */
const toOffset = (value: unknown, text: string): string | undefined => {
  if (typeof value === "string") return value === "" || value.includes(replacement) ? undefined : value;
  if (typeof value !== "number") return undefined;
  return Number.isSafeInteger(value) ? String(value) : writtenMember(text, "offset");
};

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");

/** Reads the offset of a line that was too large, if the kept part contains it: the stream then resumes after that line. */
const readHead = (text: string): LineMark => {
  const written = writtenMember(text, "offset");
  return written === undefined ? nothing : { offset: toOffset(JSON.parse(written), text), isOffsetUpdate: false };
};

/** Reads the offset of a line. A line that isn't a JSON object has none. */
export const readMark = (item: StreamItem): LineMark => {
  try {
    if (item.status === "too-large") return readHead(textOf(item.head));
    const text = textOf(item.bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return nothing;
    const { offset, type }: { readonly offset?: unknown; readonly type?: unknown } = value;
    return { offset: toOffset(offset, text), isOffsetUpdate: type === "OFFSET_UPDATE" };
  } catch {
    return nothing;
  }
};
