import type { Change } from "../event-store.ts";
import type { NewChunk, NewEvent } from "../stored-event.ts";
import { maxRowBytes, partBytes } from "../tables/pack.ts";
import { pageSizeBytes } from "../sqlite/page-size.ts";

const rowBytes = 64;

const estimateEvent = ({ payload, source, id = "" }: NewEvent): number => {
  const bytes = payload.byteLength + source.length + id.length + rowBytes;
  // Large ones have pages of their own.
  return bytes + (bytes > pageSizeBytes / 4 ? pageSizeBytes : 0);
};

/** Estimates the pages of a chunk: an event that doesn't fit into the rest of a row's page begins another row. */
const estimateChunk = ({ payloads }: NewChunk): number => {
  let pages = 0;
  let left = 0;
  for (const { byteLength } of payloads) {
    const bytes = byteLength + partBytes;
    if (bytes > left) {
      pages += Math.ceil(bytes / maxRowBytes);
      left = maxRowBytes;
    }
    left -= bytes;
  }
  return pages * pageSizeBytes;
};

/** About how many bytes the events take that a change adds; 0 where it adds none. */
export const estimateAdded = ({ append = [], appendChunks = [], setAside = [] }: Change): number => {
  let bytes = 0;
  for (const event of append) bytes += estimateEvent(event);
  for (const one of setAside) if ("event" in one) bytes += estimateEvent(one.event);
  for (const chunk of appendChunks) bytes += estimateChunk(chunk);
  return bytes;
};
