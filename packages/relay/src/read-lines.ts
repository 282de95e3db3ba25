import type { Item, ItemReader } from "./item.ts";
import { createItemBuffer } from "./item-buffer.ts";
import { byte, isBlankByte } from "./json-bytes.ts";

const isBlankItem = (item: Item): boolean =>
  item.kind === "whole" && (item.bytes.length === 0 || (isBlankByte(item.bytes[0]) && item.bytes.every(isBlankByte)));

/**
 * Cuts bytes into lines, one event each. Blank lines are no events (a stream sends them to keep a connection alive) but
 * count as lines. A line over the limit is passed over without being kept.
 *
 * @param maxItemBytes - The longest line that is kept.
 */
export const readLines = (maxItemBytes: number): ItemReader => {
  const buffer = createItemBuffer(maxItemBytes);
  let line = 1;

  const push = (chunk: Buffer): readonly Item[] => {
    const items: Item[] = [];
    let start = 0;
    for (let end = chunk.indexOf(byte.newline); end !== -1; end = chunk.indexOf(byte.newline, start)) {
      buffer.add(chunk.subarray(start, end));
      const item = buffer.take(line);
      if (!isBlankItem(item)) items.push(item);
      line += 1;
      start = end + 1;
    }
    if (start < chunk.length) buffer.add(chunk.subarray(start));
    return items;
  };

  const end = (): readonly Item[] => {
    const item = buffer.take(line);
    return isBlankItem(item) ? [] : [item];
  };

  return { push, end };
};
