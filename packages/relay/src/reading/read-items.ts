import type { Item } from "./item.ts";
import { createItemReader } from "./item-reader.ts";
import { foreignHeadBytes, refuseForeignBytes } from "./refuse-foreign-bytes.ts";

/** The largest item that is read by default: 1 MB, thirty times what the Pipelines API takes. */
export const defaultMaxItemBytes = 1_000_000;

/** Yields a source's chunks; the first holds enough bytes to detect the encoding. */
async function* withHead(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let head: Buffer | undefined = Buffer.alloc(0);
  try {
    for await (const { buffer, byteOffset, byteLength } of source) {
      const chunk = Buffer.from(buffer, byteOffset, byteLength);
      if (head === undefined) {
        yield chunk;
        continue;
      }
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length < foreignHeadBytes) continue;
      const all = head;
      head = undefined;
      refuseForeignBytes(all);
      yield all;
    }
  } catch (error) {
    if (head !== undefined) yield head;
    throw error;
  }
  if (head === undefined) return;
  refuseForeignBytes(head);
  yield head;
}

/**
 * Cuts a source into items, a list of them per chunk. When the source fails, what it gave before comes first.
 *
 * @param maxItemBytes - The largest item that is kept; what is larger comes as `too-large`.
 * @throws What the source throws; CommandError for a source that holds no UTF-8.
 */
export async function* readItems(
  source: AsyncIterable<Uint8Array>,
  maxItemBytes: number = defaultMaxItemBytes,
): AsyncGenerator<readonly Item[], void, undefined> {
  const reader = createItemReader(maxItemBytes);
  const chunks = withHead(source);
  try {
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) break;
      yield reader.push(next.value);
    }
  } catch (error) {
    yield reader.end(true);
    throw error;
  } finally {
    await chunks.return();
  }
  yield reader.end(false);
}
