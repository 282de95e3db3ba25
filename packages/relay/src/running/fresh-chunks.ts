/** A chunk that the store has, and that is in memory as well. */
export interface StoredChunk {
  readonly source: string;
  readonly lines: readonly Uint8Array[];
  /** The number of each line in the store, ascending. */
  readonly numbers: readonly number[];
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** How often these events were handed out before. */
  readonly attempts: number;
}

/** Chunks that were stored and needn't be read back. */
export interface FreshChunks {
  /** Keeps a chunk, unless those that it holds are too many already; returns whether it did. */
  readonly add: (chunk: StoredChunk) => boolean;
  /** Takes the one that was stored first; nothing where there is none. */
  readonly take: () => StoredChunk | undefined;
}

/** So many events are held, and those of one more chunk. */
const maxEvents = 1_000;

/** Creates what holds no chunk yet. */
export const createFreshChunks = (): FreshChunks => {
  const held: StoredChunk[] = [];
  let count = 0;
  return {
    add: (chunk) => {
      if (count >= maxEvents) return false;
      held.push(chunk);
      count += chunk.lines.length;
      return true;
    },
    take: () => {
      const first = held.shift();
      count -= first?.lines.length ?? 0;
      return first;
    },
  };
};
