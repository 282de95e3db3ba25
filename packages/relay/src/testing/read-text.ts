import type { Item } from "../reading/item.ts";
import { readItems } from "../reading/read-items.ts";

/** Yields bytes in chunks of these sizes, repeated. */
export async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

/** Reads the items of a text that arrives in chunks of these sizes. */
export const read = async (
  text: string | Buffer,
  sizes: readonly number[] = [1 << 20],
  max?: number,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const some of readItems(cut(Buffer.from(text), sizes), max)) for (const item of some) items.push(item);
  return items;
};

/** Each item with its line, as text. */
export const show = (items: readonly Item[]): readonly (readonly [number, string])[] =>
  items.map((item) =>
    item.kind === "whole"
      ? ([item.line, item.bytes.toString().trim()] as const)
      : ([item.line, `${item.sizeBytes} bytes: ${item.head.toString().slice(0, 5)}`] as const),
  );
