import type { ConsumedChunk, Queue } from "../queue/queue.ts";

/** Takes and settles chunks until there are so many lines. */
export const takeLines = async (queue: Queue, count: number): Promise<readonly ConsumedChunk[]> => {
  const ending = new AbortController();
  const chunks: ConsumedChunk[] = [];
  let lines = 0;
  for await (const chunk of queue.consume({ signal: ending.signal, concurrency: 100 })) {
    chunks.push(chunk);
    lines += chunk.lines.length;
    await chunk.ack();
    if (lines >= count) ending.abort();
  }
  return chunks;
};
