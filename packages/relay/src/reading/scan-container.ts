import { byte } from "./json-bytes.ts";

/** What JSON's grammar wants next: an object's key, the colon after it, a value, or what follows a value. */
type Expected = "key" | "colon" | "value" | "end";

/** Where a scanner stands in one object or list, so that it can go on in the next chunk. */
export interface ContainerScan {
  /** Whether the end is still to come, was found, or can't be found because brackets or quotes don't match. */
  state: "open" | "closed" | "broken";
  /** Which bracket is open, per level. */
  kinds: Uint8Array;
  depth: number;
  expected: Expected;
  isInString: boolean;
  isEscaped: boolean;
  /** Whether the container closed where a value or a colon was expected. */
  isFlawed: boolean;
  /** How many lines ended inside. */
  newlines: number;
  isLineStart: boolean;
  /** How many blanks the line began with. */
  indent: number;
  /** How many blanks the line began with in which the container begins. */
  ownIndent: number;
  /** Whether the closing bracket is the first byte of its line that isn't blank. */
  isLastLead: boolean;
  /** Whether a record separator, which no JSON text holds, ends the container. */
  endsAtSeparator: boolean;
  /** Whether a line inside begins as only lines of a pretty-printed value do: with a string or a closing bracket. */
  isPretty: boolean;
  /** Whether a line that begins with a string is indented no further than the container: then indents say nothing. */
  isFlat: boolean;
}

/** Deeper levels are only counted: such an item is refused anyway. */
const maxKinds = 1 << 20;

/** Creates a scan that stands behind nothing; `beginContainer` sets it to the beginning of a container. */
export const createContainerScan = (): ContainerScan => ({
  state: "closed",
  kinds: new Uint8Array(128),
  depth: 0,
  expected: "value",
  isInString: false,
  isEscaped: false,
  isFlawed: false,
  newlines: 0,
  isLineStart: false,
  indent: 0,
  ownIndent: 0,
  isLastLead: false,
  endsAtSeparator: false,
  isPretty: false,
  isFlat: false,
});

const open = (scan: ContainerScan, opening: number): void => {
  if (scan.depth === scan.kinds.length && scan.depth < maxKinds) {
    const kinds = new Uint8Array(2 * scan.depth);
    kinds.set(scan.kinds);
    scan.kinds = kinds;
  }
  if (scan.depth < scan.kinds.length) scan.kinds[scan.depth] = opening;
  scan.depth += 1;
  scan.expected = opening === byte.openBrace ? "key" : "value";
};

/** Sets a scan to the place behind the opening bracket of a container. */
export const beginContainer = (
  scan: ContainerScan,
  opening: number,
  line: { readonly indent: number; readonly endsAtSeparator: boolean },
): void => {
  scan.state = "open";
  scan.depth = 0;
  scan.isInString = false;
  scan.isEscaped = false;
  scan.newlines = 0;
  scan.isLineStart = false;
  scan.ownIndent = line.indent;
  scan.endsAtSeparator = line.endsAtSeparator;
  scan.isPretty = false;
  scan.isFlat = false;
  open(scan, opening);
};

/** The bytes that mean something in a string. */
const isSpecialInString = Uint8Array.from({ length: 256 }, (_, value) =>
  Number(value === byte.quote || value === byte.backslash || value === byte.newline || value === byte.recordSeparator),
);

/** Scans to behind the end of a string; `isInString` tells whether it was found. */
export const scanString = (scan: ContainerScan, bytes: Buffer, from: number, to: number): number => {
  let index = from;
  if (scan.isEscaped && index < to) {
    scan.isEscaped = false;
    // An escaped line break breaks a string all the same.
    if (bytes[index] !== byte.newline) index += 1;
  }
  for (;;) {
    while (index < to && isSpecialInString[bytes[index] ?? 0] === 0) index += 1;
    if (index >= to) return to;
    const value = bytes[index];
    if (value === byte.quote) {
      scan.isInString = false;
      return index + 1;
    }
    if (value === byte.newline || (value === byte.recordSeparator && scan.endsAtSeparator)) {
      scan.state = "broken";
      return index;
    }
    if (value === byte.backslash) {
      if (index + 1 >= to) {
        scan.isEscaped = true;
        return to;
      }
      index += bytes[index + 1] === byte.newline ? 1 : 2;
    } else index += 1;
  }
};

const isInObject = (scan: ContainerScan): boolean =>
  scan.depth > scan.kinds.length || scan.kinds[scan.depth - 1] === byte.openBrace;

/** What comes after a string, per what was expected where it began; a string anywhere else means a missing quote. */
const afterString: { readonly [E in Expected]?: Expected } = { key: "colon", value: "end" };

/**
 * Takes one byte outside of strings. Only brackets and quotes that can't be where they are break a container: every
 * other mistake leaves its end where it is, and shows when the item is parsed.
 */
const take = (scan: ContainerScan, value: number): void => {
  switch (value) {
    case byte.quote: {
      const next = afterString[scan.expected];
      if (next === undefined) scan.state = "broken";
      else {
        scan.expected = next;
        scan.isInString = true;
      }
      return;
    }
    case byte.comma:
      scan.expected = isInObject(scan) ? "key" : "value";
      return;
    case byte.colon:
      if (isInObject(scan)) scan.expected = "value";
      else scan.state = "broken";
      return;
    case byte.openBrace:
    case byte.openBracket:
      if (scan.expected === "value") open(scan, value);
      else scan.state = "broken";
      return;
    case byte.closeBrace:
    case byte.closeBracket: {
      // In ASCII a closing bracket lies two places behind its opening one.
      const isMatch = scan.depth > scan.kinds.length || scan.kinds[scan.depth - 1] === value - 2;
      if (!isMatch) scan.state = "broken";
      else if ((scan.depth -= 1) === 0) {
        scan.state = "closed";
        scan.isFlawed = scan.expected === "value" || scan.expected === "colon";
      } else scan.expected = "end";
      return;
    }
    default:
      if (value === byte.recordSeparator && scan.endsAtSeparator) scan.state = "broken";
      else if (scan.expected === "key") scan.expected = "colon";
      else if (scan.expected === "value") scan.expected = "end";
  }
};

const noteLineStart = (scan: ContainerScan, value: number): void => {
  scan.isLineStart = false;
  const isClosing = value === byte.closeBrace || value === byte.closeBracket;
  if (value === byte.quote || (isClosing && scan.indent >= scan.ownIndent)) scan.isPretty = true;
  if (value === byte.quote && scan.indent <= scan.ownIndent) scan.isFlat = true;
};

/**
 * Scans on in a container.
 *
 * @returns The place behind its end, the place of the byte that breaks it, or `to`, as `scan.state` tells.
 */
export const scanContainer = (scan: ContainerScan, bytes: Buffer, from: number, to: number): number => {
  let index = from;
  while (index < to) {
    if (scan.isInString) {
      index = scanString(scan, bytes, index, to);
      if (scan.state === "broken") return index;
      continue;
    }
    const value = bytes[index] ?? 0;
    if (value === byte.space || value === byte.tab || value === byte.carriageReturn) {
      if (scan.isLineStart) scan.indent += 1;
    } else if (value === byte.newline) {
      scan.newlines += 1;
      scan.isLineStart = true;
      scan.indent = 0;
    } else {
      take(scan, value);
      // The byte that breaks a container is part of what follows it.
      if (scan.state === "broken") return index;
      if (scan.state === "closed") scan.isLastLead = scan.isLineStart;
      if (scan.isLineStart) noteLineStart(scan, value);
      if (scan.state === "closed") return index + 1;
    }
    index += 1;
  }
  return to;
};
