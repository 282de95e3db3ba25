import type { Item } from "./item.ts";
import { createItemReader } from "./item-reader.ts";

/** The largest item that is read by default: 1 MB, thirty times what the Pipelines API takes. */
export const defaultMaxItemBytes = 1_000_000;

/**
 * Cuts a source into items, a list of them per chunk. When the source fails, what it gave before comes first.
 *
 * @param maxItemBytes - The largest item that is kept; what is larger comes as `too-large`.
 * @throws What the source throws.
 */
export async function* readItems(
  source: AsyncIterable<Uint8Array>,
  maxItemBytes: number = defaultMaxItemBytes,
): AsyncGenerator<readonly Item[], void, undefined> {
  const reader = createItemReader(maxItemBytes);
  let failure: { readonly error: unknown } | undefined;
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        failure = { error };
        return { done: true } as const;
      });
      if (next.done === true) break;
      const { buffer, byteOffset, byteLength } = next.value;
      yield reader.push(Buffer.from(buffer, byteOffset, byteLength));
    }
    yield reader.end(failure !== undefined);
  } finally {
    await iterator.return?.();
  }
  if (failure !== undefined) throw failure.error;
}
