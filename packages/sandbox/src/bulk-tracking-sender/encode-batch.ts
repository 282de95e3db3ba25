import { gzipSync } from "node:zlib";
import type { SenderSettings } from "./sender-options.ts";

/** A request's body, and the headers that tell what it is. */
export interface EncodedBatch {
  readonly events: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

const framings = {
  list: {
    type: "application/json",
    // The sender posts a bare object where its batches hold one event.
    write: (events: readonly unknown[]) => JSON.stringify(events.length === 1 ? events[0] : events),
  },
  ndjson: {
    type: "application/x-ndjson",
    write: (events: readonly unknown[]) => events.map((event) => `${JSON.stringify(event)}\n`).join(""),
  },
} as const;

/** Writes events as the body of one request. */
export const encodeBatch = (
  events: readonly unknown[],
  { framing, gzip }: Pick<SenderSettings, "framing" | "gzip">,
): EncodedBatch => {
  const { type, write } = framings[framing];
  const plain = Buffer.from(write(events));
  const body = gzip ? gzipSync(plain) : plain;
  return {
    events: events.length,
    headers: { "content-type": type, "content-length": body.length, ...(gzip && { "content-encoding": "gzip" }) },
    body,
  };
};
