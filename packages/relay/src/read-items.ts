import type { Item } from "./item.ts";
import { byte, isBlankByte } from "./json-bytes.ts";
import { readDocument } from "./read-document.ts";
import { readLines } from "./read-lines.ts";

/** The largest item that is read by default: 1 MB, thirty times what the Pipelines API takes. */
export const defaultMaxItemBytes = 1_000_000;

/** One event a line, or a document that spreads over lines. */
export type Framing = "lines" | "document";

const firstIndex = (bytes: Buffer, from: number, test: (value: number | undefined) => boolean): number => {
  for (let index = from; index < bytes.length; index += 1) if (test(bytes[index])) return index;
  return -1;
};

const continuesOnTheNextLine = new Set<number | undefined>([byte.openBrace, byte.openBracket, byte.comma]);

/**
 * Tells from the first bytes how the events are framed: a list when they begin with `[`, a pretty-printed object when
 * the first line begins with `{` and ends where JSON can't end (`{`, `[` or `,`), else one event a line.
 *
 * @param isAll - Whether no more bytes will come.
 * @returns `undefined` when it takes more bytes to tell.
 */
export const tellFraming = (head: Buffer, isAll: boolean): Framing | undefined => {
  const start = firstIndex(head, 0, (value) => !isBlankByte(value));
  if (start === -1) return isAll ? "lines" : undefined;
  if (head[start] === byte.openBracket) return "document";
  if (head[start] !== byte.openBrace) return "lines";
  const newline = head.indexOf(byte.newline, start);
  if (newline === -1) return isAll ? "lines" : undefined;
  let last = newline - 1;
  while (isBlankByte(head[last])) last -= 1;
  return continuesOnTheNextLine.has(head[last]) ? "document" : "lines";
};

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const withoutByteOrderMark = (head: Buffer): Buffer =>
  head.subarray(0, 3).equals(byteOrderMark) ? head.subarray(3) : head;

/**
 * Cuts a source into items, a list of them per chunk.
 *
 * @param maxItemBytes - The largest item that is kept; what is larger comes as `too-large`.
 */
export async function* readItems(
  source: AsyncIterable<Uint8Array>,
  maxItemBytes: number = defaultMaxItemBytes,
): AsyncGenerator<readonly Item[], void, undefined> {
  const createReader = (framing: Framing) => (framing === "lines" ? readLines : readDocument)(maxItemBytes);
  let reader: ReturnType<typeof createReader> | undefined;
  let head: Buffer = Buffer.alloc(0);
  for await (const part of source) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    if (reader !== undefined) {
      yield reader.push(chunk);
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < byteOrderMark.length) continue;
    // A first line that is over the limit tells nothing more.
    const framing = tellFraming(withoutByteOrderMark(head), head.length > maxItemBytes);
    if (framing === undefined) continue;
    reader = createReader(framing);
    yield reader.push(withoutByteOrderMark(head));
    head = Buffer.alloc(0);
  }
  if (reader === undefined) {
    head = withoutByteOrderMark(head);
    reader = createReader(tellFraming(head, true) ?? "lines");
    yield reader.push(head);
  }
  yield reader.end();
}
