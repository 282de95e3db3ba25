import type { Clock } from "../lifecycle/clock.ts";

/** When a batch is closed. */
export interface BatchLimits {
  /** Most lines. */
  readonly maxLines: number;
  /** Most bytes of the lines and of the line breaks between them. A longer line is a batch of its own. */
  readonly maxBytes: number;
  /** How long a batch waits for more, in milliseconds. */
  readonly lingerMs: number;
}

/** Lines that are published together. */
export interface Batch {
  readonly lines: readonly Uint8Array[];
  /** When the first of them came, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Packs lines into batches, in their order. */
export interface Batcher<Result> {
  /**
   * Adds lines that came together. Resolves to what became of each batch that has some of them, once all have ended.
   *
   * @throws What `onBatch` rejects with for one of them.
   */
  readonly add: (lines: readonly Uint8Array[], receivedAt: number) => Promise<readonly Result[]>;
  /** Closes the batch that waits for more. */
  readonly flush: () => void;
}

interface Open<Result> {
  readonly lines: Uint8Array[];
  readonly receivedAt: number;
  readonly result: Promise<Result>;
  readonly end: (result: Promise<Result>) => void;
  readonly cancel: () => void;
  bytes: number;
}

/**
 * Creates a batcher.
 *
 * @param onBatch - Called with each batch once it is closed.
 */
export const createBatcher = <Result>(
  { maxLines, maxBytes, lingerMs }: BatchLimits,
  clock: Clock,
  onBatch: (batch: Batch) => Promise<Result>,
): Batcher<Result> => {
  let open: Open<Result> | undefined;

  const close = (): void => {
    if (open === undefined) return;
    const { lines, receivedAt, end, cancel } = open;
    open = undefined;
    cancel();
    end(onBatch({ lines, receivedAt }));
  };
  const begin = (receivedAt: number): Open<Result> => {
    let end: Open<Result>["end"] = () => undefined;
    const result = new Promise<Result>((resolve) => (end = resolve));
    return { lines: [], receivedAt, result, end, cancel: clock.after(lingerMs, close), bytes: 0 };
  };
  const put = (line: Uint8Array, receivedAt: number): Promise<Result> => {
    if (open !== undefined && open.bytes + 1 + line.length > maxBytes) close();
    const batch = (open ??= begin(receivedAt));
    batch.bytes += line.length + (batch.lines.length === 0 ? 0 : 1);
    batch.lines.push(line);
    if (batch.lines.length >= maxLines || batch.bytes >= maxBytes) close();
    return batch.result;
  };
  return {
    add: (lines, receivedAt) => {
      const batches = new Set<Promise<Result>>();
      for (const line of lines) batches.add(put(line, receivedAt));
      return Promise.all(batches);
    },
    flush: close,
  };
};
