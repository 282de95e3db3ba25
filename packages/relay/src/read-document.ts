import type { Item, ItemReader } from "./item.ts";
import { createItemBuffer } from "./item-buffer.ts";
import { byte, isBlankByte } from "./json-bytes.ts";

/** Which bracket is open, per depth. Deeper than this, brackets are only counted: such an item is refused anyway. */
const maxKinds = 1_024;

/**
 * Where the scanner stands: between items, in a string or number at the top, inside an object or list, inside a string
 * there, or in an item that is no JSON and goes on until a line begins like an item.
 */
type Mode = "between" | "token" | "structure" | "string" | "broken";

const isOpening = (value: number): boolean => value === byte.openBrace || value === byte.openBracket;
const isClosing = (value: number): boolean => value === byte.closeBrace || value === byte.closeBracket;

/** Where JSON allows a bracket to open: in an object after a colon, in a list after its bracket or a comma. */
const mayOpen = (inside: number | undefined, previous: number): boolean =>
  inside === byte.openBrace
    ? previous === byte.colon
    : inside === undefined || previous === byte.openBracket || previous === byte.comma;

/** In ASCII a closing bracket lies two places behind its opening one. */
const closes = (inside: number | undefined, value: number): boolean => inside === undefined || value === inside + 2;

/**
 * Cuts a JSON document that spreads over lines into items: the elements of lists at the top, and objects at the top. It
 * keeps at most one item and never parses; whether an item is JSON shows later. What stands between items (commas,
 * blanks) isn't judged.
 *
 * An item that can't be JSON (a string that holds a line break, a bracket where none may be) goes on to the next line
 * that begins with `{` no deeper than the item itself began, so that one broken item doesn't take the others along.
 *
 * @param maxItemBytes - The largest item that is kept.
 * @param firstLine - The number of the first line.
 */
export const readDocument = (maxItemBytes: number, firstLine = 1): ItemReader => {
  const buffer = createItemBuffer(maxItemBytes);
  const kinds = new Uint8Array(maxKinds);
  let items: Item[] = [];
  let chunk: Buffer = Buffer.alloc(0);
  let mode: Mode = "between";
  let inList = false;
  let line = firstLine;
  /** How many blanks the current line began with; -1 once something else came. */
  let indent = 0;
  let start = 0;
  let itemLine = firstLine;
  let itemIndent = 0;
  let depth = 0;
  let previous = 0;
  let isEscaped = false;

  const inside = (): number | undefined => (depth > 0 && depth <= maxKinds ? kinds[depth - 1] : undefined);

  const finish = (until: number): void => {
    buffer.add(chunk.subarray(start, until));
    items.push(buffer.take(itemLine));
    mode = "between";
    depth = 0;
  };

  const openBracket = (value: number): void => {
    if (depth < maxKinds) kinds[depth] = value;
    depth += 1;
  };

  const begin = (value: number, index: number): void => {
    start = index;
    itemLine = line;
    itemIndent = Math.max(indent, 0);
    previous = value;
    mode = value === byte.quote ? "string" : isOpening(value) ? "structure" : "token";
    if (mode === "structure") openBracket(value);
  };

  /** Each takes one byte; `true` means that it has to be looked at again in the mode that it led to. */
  const steps: { readonly [M in Mode]: (value: number, index: number) => boolean | void } = {
    between: (value, index) => {
      if (isBlankByte(value) || value === byte.comma) return;
      if (value === byte.openBracket && !inList) inList = true;
      else if (value === byte.closeBracket && inList) inList = false;
      else begin(value, index);
    },
    token: (value, index) => {
      if (value !== byte.newline && value !== byte.comma && value !== byte.closeBracket) return;
      finish(index);
      return true;
    },
    structure: (value, index) => {
      if (isBlankByte(value)) return;
      if (value === byte.quote) mode = "string";
      else if (isOpening(value)) {
        if (!mayOpen(inside(), previous)) mode = "broken";
        if (mode === "broken") return true;
        openBracket(value);
      } else if (isClosing(value)) {
        if (!closes(inside(), value)) mode = "broken";
        else if ((depth -= 1) === 0) finish(index + 1);
      }
      previous = value;
    },
    string: (value, index) => {
      if (isEscaped) isEscaped = false;
      else if (value === byte.backslash) isEscaped = true;
      else if (value === byte.newline) mode = "broken";
      else if (value === byte.quote && depth > 0) mode = "structure";
      else if (value === byte.quote) finish(index + 1);
    },
    broken: (value, index) => {
      isEscaped = false;
      if (value !== byte.openBrace || indent < 0 || indent > itemIndent) return;
      finish(index);
      return true;
    },
  };

  const push = (next: Buffer): readonly Item[] => {
    items = [];
    chunk = next;
    start = 0;
    for (let index = 0; index < next.length; index += 1) {
      const value = next[index] ?? 0;
      while (steps[mode](value, index) === true);
      if (value === byte.newline) {
        line += 1;
        indent = 0;
      } else if (indent >= 0) indent = isBlankByte(value) ? indent + 1 : -1;
    }
    if (mode !== "between") buffer.add(next.subarray(start));
    return items;
  };

  const end = (): readonly Item[] => {
    items = [];
    chunk = Buffer.alloc(0);
    start = 0;
    if (mode !== "between") finish(0);
    // A list that ends without its bracket was cut off: say so, as an item that isn't there.
    else if (inList) items.push({ kind: "whole", line, bytes: chunk });
    return items;
  };

  return { push, end };
};
