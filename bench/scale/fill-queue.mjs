/** Publishes batches, each the first lines of a block; returns how many calls they make. */
export const fillQueue = async (queue, blocks, batches) => {
  for (let id = 0; id < batches; id += 1) {
    const lines = blocks.next().toString().split("\n").slice(0, blocks.events);
    await queue.publish({
      source: "airship",
      partition: 0,
      lines: lines.map((line) => Buffer.from(line)),
      receivedAt: Date.now(),
      id: String(id),
    });
  }
  return batches * blocks.delivered;
};
