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

/**
 * The maximum number of events in memory, apart from one more chunk. Reading events back from the store takes time, and
 * for moments a webhook is faster than delivery.
 */
const maxEvents = 4_000;
const maxBytes = 4_000_000;

const sizeOf = ({ lines }: StoredChunk): number => lines.reduce((sum, { length }) => sum + length, 0);

/** Creates what holds no chunk yet. */
export const createFreshChunks = (): FreshChunks => {
  const held: StoredChunk[] = [];
  let count = 0;
  let bytes = 0;
  return {
    add: (chunk) => {
      if (count >= maxEvents || bytes >= maxBytes) return false;
      held.push(chunk);
      count += chunk.lines.length;
      bytes += sizeOf(chunk);
      return true;
    },
    take: () => {
      const first = held.shift();
      if (first === undefined) return undefined;
      count -= first.lines.length;
      bytes -= sizeOf(first);
      return first;
    },
  };
};
