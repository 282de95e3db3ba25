import type { Queue } from "../queue/queue.ts";
import type { BatchLimits } from "./batcher.ts";

const maxLines = 200;
const maxBytes = 262_144;

/** How long a batch of a stream waits for more lines: no request waits for the result. */
const streamLingerMs = 50;

/** How long a batch of the webhook waits for more lines: short, because requests wait as long, and few can be open. */
const webhookLingerMs = 10;

/** Returns the limits of batches; a queue may take only smaller ones. */
export const limitsOf = ({ maxLineBytes }: Pick<Queue, "maxLineBytes">, kind: "stream" | "webhook"): BatchLimits => ({
  maxLines,
  maxBytes: Math.min(maxBytes, maxLineBytes),
  lingerMs: kind === "stream" ? streamLingerMs : webhookLingerMs,
});
