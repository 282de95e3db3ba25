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

/** What the events take that a change adds. */
export interface AddedSize {
  /** The bytes of the events themselves; 0 where a change adds none, or only empty ones. */
  readonly payloadBytes: number;
  /** About how many bytes they take in the file; 0 where a change adds none. */
  readonly storedBytes: number;
}

/** Estimates what the events take that a change adds. */
export const estimateAdded = ({ append = [], appendChunks = [], setAside = [] }: Change): AddedSize => {
  let payloadBytes = 0;
  let storedBytes = 0;
  const addEvent = (event: NewEvent): void => {
    payloadBytes += event.payload.byteLength;
    storedBytes += estimateEvent(event);
  };
  append.forEach(addEvent);
  for (const one of setAside) if ("event" in one) addEvent(one.event);
  for (const chunk of appendChunks) {
    for (const { byteLength } of chunk.payloads) payloadBytes += byteLength;
    storedBytes += estimateChunk(chunk);
  }
  return { payloadBytes, storedBytes };
};
