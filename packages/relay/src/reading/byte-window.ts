/** The bytes that are still needed, in one piece: what is left of earlier chunks, followed by the newest one. */
export interface ByteWindow {
  /** Adds a chunk and returns all bytes. Bytes that were returned once are never written to again. */
  readonly append: (chunk: Buffer) => Buffer;
  /** Releases the first `count` bytes. */
  readonly release: (count: number) => void;
}

/**
 * Creates an empty window. A chunk is only copied where bytes are left over before it, and a byte is copied a constant
 * number of times on average while nothing is released, however small the chunks are.
 */
export const createByteWindow = (): ByteWindow => {
  let bytes: Buffer = Buffer.alloc(0);
  /** Where `bytes` may grow; `undefined` when they belong to a chunk or follow released bytes. */
  let store: Buffer | undefined;

  const append = (chunk: Buffer): Buffer => {
    if (bytes.length === 0) {
      store = undefined;
      bytes = chunk;
      return bytes;
    }
    const sizeBytes = bytes.length + chunk.length;
    if (store === undefined || store.length < sizeBytes) {
      store = Buffer.allocUnsafe(store === undefined ? sizeBytes : 2 * sizeBytes);
      bytes.copy(store);
    }
    chunk.copy(store, bytes.length);
    bytes = store.subarray(0, sizeBytes);
    return bytes;
  };

  const release = (count: number): void => {
    if (count === 0) return;
    bytes = bytes.subarray(count);
    store = undefined;
  };

  return { append, release };
};
