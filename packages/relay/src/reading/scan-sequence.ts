import { byte, byteOrderMark } from "./json-bytes.ts";
import { beginContainer, scanContainer, scanString } from "./scan-container.ts";
import { confirm, nowhere, startLine, type Sequence } from "./sequence.ts";

/**
 * Why a scan stopped: the bytes ended; an object begins a line, whose end may be found faster than byte by byte; an
 * item is broken; or what comes next proves that what was taken for items lies inside of something else.
 */
export type Stop = "end" | "line" | "broken" | "inside";

/** A deeper list is taken for an item, which is invalid because it isn't an object. */
const maxListDepth = 100;

const begin = (sequence: Sequence, mode: "container" | "string" | "token", value: number, start: number): void => {
  const { line, indent, isLineStart, container } = sequence;
  sequence.mode = mode;
  sequence.item = {
    start,
    end: start,
    line,
    indent,
    isFirst: isLineStart,
    isScalar: mode !== "container",
    isFlawed: false,
  };
  sequence.listIndent ??= indent;
  sequence.isLineStart = false;
  beginContainer(container, value, { indent, endsAtSeparator: sequence.followsSeparator });
  container.isInString = mode === "string";
};

const finish = (sequence: Sequence, end: number): void => {
  const { container, item } = sequence;
  sequence.mode = "between";
  sequence.pending.push({ ...item, end, isFlawed: !item.isScalar && container.isFlawed });
  sequence.isAfterComma = false;
  sequence.line += container.newlines;
  if (container.isFlat) sequence.isFlat = true;
  if (item.isScalar) return;
  if (container.newlines === 0) sequence.style = item.isFirst ? "alone" : "beside";
  else {
    sequence.style = "spread";
    // A bracket that closes a line of its own, indented as the opening one, is not one too many.
    const isOutdented = container.isLastLead && !container.isFlat && container.indent === item.indent;
    if (isOutdented && item.isFirst) confirm(sequence);
  }
};

/** Whether an item may begin here: behind an object nothing needs to stand, behind other values a comma or a line's end. */
const mayBegin = (sequence: Sequence, isContainer: boolean): boolean => {
  const last = sequence.pending.at(-1);
  return last === undefined || sequence.isAfterComma || (isContainer && !last.isScalar && !last.isFlawed);
};

const endLine = (sequence: Sequence): void => {
  if (!sequence.isAfterComma) confirm(sequence);
  startLine(sequence, sequence.line + 1);
};

const separate = (sequence: Sequence, index: number): void => {
  confirm(sequence);
  // A list that ends without its bracket was cut off: that counts as an item that isn't there.
  if (sequence.listDepth > 0) sequence.done.push({ ...nowhere, start: index, end: index, line: sequence.line });
  sequence.listDepth = 0;
  sequence.followsSeparator = true;
};

const openBracket = (sequence: Sequence, value: number, index: number, stopsAtLines: boolean): Stop | undefined => {
  if (!mayBegin(sequence, true)) return "inside";
  confirm(sequence);
  if (value === byte.openBracket && sequence.listDepth < maxListDepth) {
    if (sequence.listDepth === 0) sequence.listIndent = undefined;
    sequence.listDepth += 1;
    return undefined;
  }
  if (stopsAtLines && sequence.isLineStart && value === byte.openBrace) return "line";
  begin(sequence, "container", value, index);
  return undefined;
};

const closeList = (sequence: Sequence, index: number): Stop | undefined => {
  confirm(sequence);
  if (sequence.listDepth > 0) {
    sequence.listDepth -= 1;
    return undefined;
  }
  begin(sequence, "token", byte.openBracket, index);
  return "inside";
};

/** Takes one byte between items. */
const takeBetween = (sequence: Sequence, value: number, index: number, stopsAtLines: boolean): Stop | undefined => {
  switch (value) {
    case byte.newline:
      endLine(sequence);
      return undefined;
    case byte.space:
    case byte.tab:
    case byte.carriageReturn:
      if (sequence.isIndenting) sequence.indent += 1;
      return undefined;
  }
  sequence.isIndenting = false;
  switch (value) {
    case byte.comma:
      if (sequence.pending.at(-1)?.isScalar === true) confirm(sequence);
      sequence.isAfterComma = true;
      return undefined;
    case byte.recordSeparator:
      separate(sequence, index);
      return undefined;
    case byte.openBrace:
    case byte.openBracket:
      return openBracket(sequence, value, index, stopsAtLines);
    case byte.closeBracket:
      return closeList(sequence, index);
    default: {
      // A byte order mark begins like a word, and may stand anywhere.
      const mayStand = mayBegin(sequence, false) || value === byteOrderMark[0];
      const isPart = value === byte.closeBrace || value === byte.colon || !mayStand;
      begin(sequence, value === byte.quote ? "string" : "token", byte.openBracket, index);
      return isPart ? "inside" : undefined;
    }
  }
};

const tokenEnds = new Set(Buffer.from(' \t\r\n,:"[]{}\u001e'));

/** The bytes that end a number or word. */
const endsToken = Uint8Array.from({ length: 256 }, (_, value) => Number(tokenEnds.has(value)));

const isScalar = (token: string): boolean => /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(token);

const maxTokenBytes = 1_000;

/** Ends a number or word, and says whether it is broken. */
const finishToken = (sequence: Sequence, bytes: Buffer, end: number): Stop | undefined => {
  const { start } = sequence.item;
  if (end - start <= maxTokenBytes && isScalar(bytes.toString("latin1", start, end))) {
    finish(sequence, end);
    return undefined;
  }
  if (sequence.isAfterComma) confirm(sequence);
  return "broken";
};

/** Passes over a byte order mark that was begun as a word. */
const dropByteOrderMark = (sequence: Sequence, bytes: Buffer, index: number): boolean => {
  const { start, isFirst } = sequence.item;
  if (index + 1 - start !== byteOrderMark.length) return false;
  if (!byteOrderMark.every((value, place) => bytes[start + place] === value)) return false;
  sequence.mode = "between";
  sequence.isLineStart = isFirst;
  return true;
};

/** Scans on in a number or word; returns the place behind it, or where it is broken. */
const scanToken = (
  sequence: Sequence,
  bytes: Buffer,
  from: number,
  to: number,
): readonly [number, Stop | undefined] => {
  for (let index = from; index < to; index += 1) {
    if (endsToken[bytes[index] ?? 0] === 1) return [index, finishToken(sequence, bytes, index)];
    if (bytes[index] === byteOrderMark[2] && dropByteOrderMark(sequence, bytes, index)) return [index + 1, undefined];
  }
  return [to, undefined];
};

/**
 * Scans on in a sequence. Spans of items that ended are in `done` and `pending`.
 *
 * @param stopsAtLines - Whether to stop at an object that begins a line.
 * @returns The place where the scan stopped, and why.
 */
export const scanSequence = (
  sequence: Sequence,
  bytes: Buffer,
  range: { readonly from: number; readonly to: number; readonly stopsAtLines: boolean },
): { readonly index: number; readonly stop: Stop } => {
  const { to } = range;
  const { container } = sequence;
  const { stopsAtLines } = range;
  let index = range.from;
  while (index < to) {
    if (sequence.mode === "between") {
      const stop = takeBetween(sequence, bytes[index] ?? 0, index, stopsAtLines);
      if (stop !== undefined) return { index, stop };
      index += 1;
    } else if (sequence.mode === "container") {
      index = scanContainer(container, bytes, index, to);
      if (container.state === "broken") return { index, stop: "broken" };
      if (container.state === "closed") finish(sequence, index);
    } else if (sequence.mode === "string") {
      index = scanString(container, bytes, index, to);
      if (container.state === "broken") return { index, stop: "broken" };
      if (!container.isInString) finish(sequence, index);
    } else {
      const [end, stop] = scanToken(sequence, bytes, index, to);
      if (stop !== undefined) return { index: end, stop };
      index = end;
    }
  }
  return { index: to, stop: "end" };
};

/** Begins the object at a place where a scan stopped for a line. */
export const beginObject = (sequence: Sequence, index: number): void =>
  begin(sequence, "container", byte.openBrace, index);
