import type { Change } from "../event-store.ts";
import type { NewEvent } from "../stored-event.ts";
import { maxRowBytes, maxRowEvents, partBytes } from "../tables/pack.ts";
import { pageSizeBytes } from "./header.ts";

const rowBytes = 64;

const estimateEvent = ({ payload, source, id = "" }: NewEvent): number => {
  const bytes = payload.byteLength + source.length + id.length + rowBytes;
  // Large ones have pages of their own.
  return bytes + (bytes > pageSizeBytes / 4 ? pageSizeBytes : 0);
};

/** About how many bytes the events take that a change adds; 0 where it adds none. */
export const estimateAdded = ({ append = [], appendChunks = [], setAside = [] }: Change): number => {
  let bytes = 0;
  for (const event of append) bytes += estimateEvent(event);
  for (const one of setAside) if ("event" in one) bytes += estimateEvent(one.event);
  for (const { payloads, source } of appendChunks) {
    if (payloads.length === 0) continue;
    let chunkBytes = 0;
    for (const { byteLength } of payloads) chunkBytes += byteLength + partBytes;
    // Rows of a chunk have pages of their own, as large events have.
    const rows = Math.ceil(payloads.length / maxRowEvents) + Math.ceil(chunkBytes / maxRowBytes);
    bytes += chunkBytes + rows * (source.length + rowBytes + pageSizeBytes);
  }
  return bytes;
};
