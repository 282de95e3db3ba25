import { escapeName } from "./escape-name.ts";

/** Where a text stops being JSON, and what would go on there. */
export interface JsonFault {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly expected: string;
  /** Whether the text ends before the value does. */
  readonly isCutOff: boolean;
}

/** What is told about a text while it is read. The pointer of a value is the one of its key or index. */
export interface JsonVisitor {
  readonly onValue?: (pointer: string, offset: number) => void;
  readonly onKey?: (key: string, pointer: string, offset: number, isRepeated: boolean) => void;
  /** Told once, where the nesting first exceeds `maxDepth`. */
  readonly onTooDeep?: (offset: number) => void;
  readonly maxDepth?: number;
}

/** A bracket that is open. */
interface Frame {
  readonly pointer: string;
  /** The keys so far; `undefined` in a list. */
  readonly keys: Set<string> | undefined;
  index: number;
}

type Want = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end" | "nothing";

const wanted: Readonly<Record<Want, string>> = {
  value: "a value",
  "value or ]": "a value or ]",
  key: "a key in double quotes",
  "key or }": "a key in double quotes, or }",
  colon: "a colon",
  "comma or end": "a comma, or the closing bracket",
  nothing: "the end of the value",
};

const blanks = /[ \n\r\t]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
/** From the space on: JSON allows no control characters in strings. */
const plainText = /[ !\u0023-\u005b\u005d-\uffff]*/y;
/** What a text ends with that is cut within a value. */
const literals = ["true", "false", "null", "-"];
const isCutEscape = /^\\(?:u[\da-f]{0,3})?$/i;
const escapeSequence = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const endOf = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** Returns the position after the string that begins at a quote, or `-at - 1` if the string is invalid at `at`. */
const endOfString = (text: string, quote: number): number => {
  let at = quote + 1;
  for (;;) {
    at = endOf(plainText, text, at);
    if (text[at] === '"') return at + 1;
    const next = text[at] === "\\" ? endOf(escapeSequence, text, at) : -1;
    if (next === -1) return -at - 1;
    at = next;
  }
};

/** How far a text was read. */
interface Reader {
  readonly text: string;
  readonly visitor: JsonVisitor;
  readonly frames: Frame[];
  at: number;
  key: string;
  want: Want;
}

const faultAt = ({ text }: Reader, offset: number, expected: string): JsonFault => ({
  offset,
  expected,
  isCutOff: offset >= text.length,
});

/** Returns the pointer of the value that comes next. */
const pointerOf = ({ frames, key }: Reader): string => {
  const frame = frames.at(-1);
  return frame === undefined ? "" : `${frame.pointer}/${frame.keys === undefined ? frame.index : escapeName(key)}`;
};

const goOn = (reader: Reader, end: number): undefined => {
  reader.at = end;
  reader.want = reader.frames.length === 0 ? "nothing" : "comma or end";
  return undefined;
};

const open = (reader: Reader, isObject: boolean): undefined => {
  const { frames, visitor } = reader;
  frames.push({ pointer: pointerOf(reader), keys: isObject ? new Set() : undefined, index: 0 });
  if (frames.length === (visitor.maxDepth ?? Infinity) + 1) visitor.onTooDeep?.(reader.at);
  reader.want = isObject ? "key or }" : "value or ]";
  reader.at += 1;
  return undefined;
};

const close = (reader: Reader): undefined => {
  reader.frames.pop();
  goOn(reader, reader.at + 1);
  return undefined;
};

/** Returns the fault of a string that isn't one from a place on. */
const faultInString = (reader: Reader, at: number): JsonFault => {
  const { text } = reader;
  if (at >= text.length || isCutEscape.test(text.slice(at, at + 6)))
    return faultAt(reader, text.length, "the end of a string");
  return faultAt(
    reader,
    at,
    text[at] === "\\" ? "an escape such as \\n or \\u00e4" : "the end of a string, or an escape such as \\n",
  );
};

const readKey = (reader: Reader, { keys }: Frame): JsonFault | undefined => {
  const { at, text, visitor } = reader;
  const end = endOfString(text, at);
  if (end < 0) return faultInString(reader, -end - 1);
  reader.key = String(JSON.parse(text.slice(at, end)));
  visitor.onKey?.(reader.key, pointerOf(reader), at, keys?.has(reader.key) === true);
  keys?.add(reader.key);
  reader.at = end;
  reader.want = "colon";
  return undefined;
};

const readValue = (reader: Reader): JsonFault | undefined => {
  const { at, text, visitor, want } = reader;
  visitor.onValue?.(pointerOf(reader), at);
  const character = text[at];
  if (character === "{" || character === "[") return open(reader, character === "{");
  const isString = character === '"';
  const end = isString ? endOfString(text, at) : endOf(scalar, text, at);
  if (end >= 0) return goOn(reader, end);
  if (isString) return faultInString(reader, -end - 1);
  // A value of its own isn't cut: it may be one of a list.
  const isCut = reader.frames.length > 0 && literals.some((literal) => literal.startsWith(text.slice(at)));
  return faultAt(reader, isCut ? text.length : at, wanted[want]);
};

const readComma = (reader: Reader, frame: Frame): undefined => {
  reader.at += 1;
  frame.index += 1;
  reader.want = frame.keys === undefined ? "value" : "key";
  return undefined;
};

const readColon = (reader: Reader): undefined => {
  reader.at += 1;
  reader.want = "value";
  return undefined;
};

/** Takes what stands at the place; returns a fault where it isn't wanted. */
const step = (reader: Reader): JsonFault | undefined => {
  const { frames, text, at, want } = reader;
  const frame = frames.at(-1);
  const character = text[at];
  if (want === "value or ]" && character === "]") return close(reader);
  if (want === "value" || want === "value or ]") return readValue(reader);
  if (frame !== undefined) {
    if (want === "key or }" && character === "}") return close(reader);
    if (want === "colon" && character === ":") return readColon(reader);
    if (want === "comma or end" && character === ",") return readComma(reader, frame);
    if (want === "comma or end" && character === (frame.keys === undefined ? "]" : "}")) return close(reader);
    if ((want === "key" || want === "key or }") && character === '"') return readKey(reader, frame);
  }
  return faultAt(reader, at, wanted[want]);
};

/**
 * Goes through a JSON text with a stack of its own, so that no depth overflows it.
 *
 * @returns Where the text stops being JSON; `undefined` for JSON.
 */
export const walkJson = (text: string, visitor: JsonVisitor = {}): JsonFault | undefined => {
  const reader: Reader = { text, visitor, frames: [], at: endOf(blanks, text, 0), key: "", want: "value" };
  for (;;) {
    if (reader.at >= text.length)
      return reader.want === "nothing" ? undefined : faultAt(reader, text.length, wanted[reader.want]);
    const found = step(reader);
    if (found !== undefined) return found;
    reader.at = endOf(blanks, text, reader.at);
  }
};
