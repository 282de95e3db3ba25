import { splitLines, trim } from "./bytes.ts";
import type { WebhookItem } from "./item.ts";
import { parse, parseItem, unreadable } from "./parse-item.ts";
import { splitList } from "./split-list.ts";

const openList = "[".charCodeAt(0);

/** Adds the items of lists that follow each other, and of what is left behind them. */
const addLists = (items: WebhookItem[], bytes: Uint8Array, most: number): void => {
  let rest = bytes;
  while (rest[0] === openList && items.length < most) {
    const list = splitList(rest, most - items.length);
    const isEmpty = list.isClosed && list.elements.length === 1 && trim(list.elements[0] ?? rest).length === 0;
    for (const element of isEmpty ? [] : list.elements) items.push(parseItem(items.length, trim(element)));
    // Where the last element is broken, it says so itself.
    if (!list.isClosed && items.at(-1)?.status === "parsed") {
      items.push(unreadable(items.length, rest.subarray(rest.length), "unclosed"));
    }
    rest = trim(list.rest);
  }
  if (rest.length > 0) items.push(parseItem(items.length, rest));
};

/** NDJSON is told by its first line, which is JSON by itself. The sender's `Content-Type` isn't asked. */
const isNdjson = (body: Uint8Array, lines: readonly Uint8Array[]): boolean =>
  lines.length > 1 && typeof parse(body) === "string" && typeof parse(lines[0] ?? body) !== "string";

/**
 * Splits a body into its items: those of a list, the lines of NDJSON, or a single one. Items are read one by one, so
 * that a broken one takes no other with it. A body that isn't JSON is one item, an empty one too.
 *
 * @param most - Where it stops: of a body with more items it returns a few more than that.
 */
export const splitBody = (bytes: Uint8Array, most: number): readonly WebhookItem[] => {
  const items: WebhookItem[] = [];
  const body = trim(bytes);
  if (body.length === 0) return [unreadable(0, body, "empty")];
  const lines = splitLines(body, most + 1);
  for (const part of isNdjson(body, lines) ? lines : [body]) addLists(items, part, most + 1);
  return items;
};
