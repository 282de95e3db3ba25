import type { OffsetPlace, QueueChunk, Reject } from "../queue/queue.ts";
import type { QueueErrorCode } from "../queue/queue-error.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";

/** What a queue is asked to do. */
export type QueueRequest = "publish" | "setAside" | "putOffset";

/** A queue without a consumer, which fails or waits as it is told. */
export const createMemoryQueue = () => {
  const chunks: QueueChunk[] = [];
  const rejects: Reject[] = [];
  const offsets: string[] = [];
  let maxLineBytes = 1_000;
  let answer: (request: QueueRequest) => Promise<void> = async () => undefined;
  const fail = (code: QueueErrorCode, message = `it is ${code}`): never => {
    throw new StoreQueueError(code, message);
  };
  return {
    chunks,
    rejects,
    offsets,
    /** The texts of all lines that were published. */
    texts: () => chunks.flatMap(({ lines }) => lines.map((line) => Buffer.from(line).toString())),
    /** Says what comes before each request is done; what it throws is thrown. */
    before: (next: (request: QueueRequest) => Promise<void>) => void (answer = next),
    /** Fails each request from now on, or none. */
    fail: (code: QueueErrorCode | undefined) => {
      answer = async () => (code === undefined ? undefined : fail(code));
    },
    /** Takes shorter or longer lines from now on. */
    limitTo: (bytes: number) => void (maxLineBytes = bytes),
    queue: {
      get maxLineBytes() {
        return maxLineBytes;
      },
      publish: async (chunk: QueueChunk) => {
        await answer("publish");
        if (chunk.lines.some(({ length }) => length > maxLineBytes)) fail("refused");
        chunks.push(chunk);
      },
      setAside: async (_source: string, more: readonly Reject[]) => {
        await answer("setAside");
        rejects.push(...more);
      },
      claimOffset: async () => offsets.at(-1),
      putOffset: async (_place: OffsetPlace, offset: string) => {
        await answer("putOffset");
        offsets.push(offset);
      },
    },
  };
};
