import { lineFeed, splitLines, trim } from "./bytes.ts";
import type { WebhookItem } from "../item.ts";
import { parse, parseItem, unreadable } from "./parse-item.ts";
import { closeList, endOfElement, guessEnd, openList, openObject } from "./split-list.ts";

const nothing = new Uint8Array();

/** An element of a list, and where it ends. */
interface Element {
  readonly item: WebhookItem;
  readonly end: number;
}

/** A body that is being split. */
interface Split {
  readonly items: WebhookItem[];
  /** How many items are enough. */
  readonly most: number;
  /** Until a guess is wrong: more may be, and each costs the time of a search to the end and of a failed parse. */
  mayGuess: boolean;
}

/** Adds the elements of the list that the bytes begin with, and returns what comes after it. */
const addList = (split: Split, bytes: Uint8Array): Uint8Array => {
  const { items, most } = split;
  let start = 1;
  const takeTo = (end: number): Element => ({ item: parseItem(items.length, trim(bytes.subarray(start, end))), end });
  const guess = (): Element | undefined => {
    const end = split.mayGuess ? guessEnd(bytes, start) : undefined;
    if (end === undefined) return undefined;
    const element = takeTo(end);
    split.mayGuess = element.item.status === "parsed";
    return split.mayGuess ? element : undefined;
  };
  while (items.length < most) {
    const { item, end } = guess() ?? takeTo(endOfElement(bytes, start));
    const isClosed = bytes[end] === closeList;
    const isEmptyList = isClosed && start === 1 && item.bytes.length === 0;
    if (!isEmptyList) items.push(item);
    // Where the last element is broken, it says so itself.
    if (end === bytes.length && item.status === "parsed") items.push(unreadable(items.length, nothing, "unclosed"));
    start = end + 1;
    if (isClosed || end === bytes.length) break;
  }
  return trim(bytes.subarray(start));
};

/** Adds the items of lists that follow each other, and of what is left behind them. */
const addLists = (split: Split, bytes: Uint8Array): void => {
  const { items, most } = split;
  let rest = bytes;
  while (rest[0] === openList && items.length < most) rest = addList(split, rest);
  if (rest.length > 0) items.push(parseItem(items.length, rest));
};

const isJson = (bytes: Uint8Array): boolean => typeof parse(bytes) !== "string";

/** Whether a line is an object that begins at the margin: inside a value of several lines, a line is indented. */
const isObjectLine = (line: Uint8Array, body: Uint8Array): boolean =>
  line[0] === openObject && body[line.byteOffset - body.byteOffset - 1] === lineFeed && isJson(line);

/**
 * Whether a body is NDJSON: not JSON as a whole, but with a first line that is, or with a later one where the first is broken.
 * Of a list, a later line may be its last element. The `Content-Type` isn't used.
 */
const isNdjson = (body: Uint8Array, [first = body, ...others]: readonly Uint8Array[]): boolean => {
  if (others.length === 0 || isJson(body)) return false;
  return isJson(first) || (body[0] !== openList && others.some((line) => isObjectLine(line, body)));
};

/**
 * Splits a body into its items: those of a list, the lines of NDJSON, or a single one. Items are read one by one, so
 * that a broken one takes no other with it. A body that isn't JSON is one item, an empty one too.
 *
 * @param most - Where it stops: of a body with more items it returns a few more than that.
 */
export const splitBody = (bytes: Uint8Array, most: number): readonly WebhookItem[] => {
  const body = trim(bytes);
  if (body.length === 0) return [unreadable(0, body, "empty")];
  const split: Split = { items: [], most: most + 1, mayGuess: true };
  const lines = splitLines(body, split.most);
  for (const part of isNdjson(body, lines) ? lines : [body]) addLists(split, part);
  return split.items;
};
