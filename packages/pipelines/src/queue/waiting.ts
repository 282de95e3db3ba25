import type { Rejected } from "@email-events/core";
import { createBatch, envelopeBytes, type Batch } from "./batch.ts";
import type { Counts } from "./outcomes.ts";
import type { Entry } from "../outcome.ts";
import type { Settings } from "./settings.ts";

/** The batches that no request is made for at present. */
export type Waiting = ReturnType<typeof createWaiting>;

/** Creates the line in which batches wait for their request. The last batches may be open for more calls, one per group. */
export const createWaiting = (settings: Settings, counts: Counts) => {
  const { maxBatchBytes, maxInFlightFar, deadlineMs, mode } = settings;
  // At most half of the deadline, so that there is time left for an answer.
  const lingerMs = Math.min(settings.lingerMs, deadlineMs / 2);
  /** In the order in which they go. */
  let line: Batch[] = [];
  /**
   * The batches at the end of the line that are open for more calls, one per group. They stay open as long as no request
   * may start, so that a trickle of calls during an outage becomes few large requests and takes little memory.
   */
  const open = new Map<string, Batch>();
  let openDueAt = 0;
  /** No deadline in the line is earlier. */
  let expiresAt = Infinity;
  /** Batches of the line that aren't sent, because what becomes of them depends on the answers to others. */
  const held = new Map<Batch, Rejected>();
  /** Memory of batches that were delivered: to get it anew from the system takes longer than to fill it. */
  const spare: Uint8Array<ArrayBuffer>[] = [];

  const noteDeadlines = (batches: readonly Batch[]): void => {
    for (const { deadlineAt } of batches) expiresAt = Math.min(expiresAt, deadlineAt);
  };

  const put = (index: number, ...batches: Batch[]): void => {
    line.splice(index, 0, ...batches);
    noteDeadlines(batches);
  };

  /** The memory of a new batch. A character is at most three bytes: one call needs no more than that. */
  const memoryFor = (json: string, group: string): Uint8Array<ArrayBuffer> => {
    const leastBytes = json.length * 3 + envelopeBytes[mode];
    if (mode === "track") return new Uint8Array(leastBytes);
    // A batch of a group may stay small, and there may be many.
    return spare.pop() ?? new Uint8Array(group === "" ? maxBatchBytes : Math.min(maxBatchBytes, leastBytes));
  };

  /** A batch leaves the line. */
  const leave = (batch: Batch): void => {
    held.delete(batch);
    if (open.get(batch.group) === batch) open.delete(batch.group);
  };

  const remove = (batch: Batch): void => {
    // To shift is faster by far in a long line.
    if (line[0] === batch) line.shift();
    else line.splice(line.lastIndexOf(batch), 1);
    leave(batch);
  };

  /** Puts a batch before those that are being filled. */
  const putLast = (batch: Batch): void => put(line.length - open.size, batch);

  /** Removes calls, as batches of their own; the other calls of their batches go on waiting. */
  const takeOut = (isOut: (entry: Entry, batch: Batch) => boolean): Batch[] => {
    const out: Batch[] = [];
    line = line.filter((batch) => {
      const isHere = (entry: Entry): boolean => isOut(entry, batch);
      if (!batch.entries.some(isHere)) return true;
      const isWhole = batch.entries.every(isHere);
      out.push(isWhole ? batch : batch.splitOff(isHere));
      if (isWhole) leave(batch);
      return !isWhole;
    });
    return out;
  };

  return {
    held,
    takeOut,
    remove,
    batches: (): readonly Batch[] => line,

    /**
     * The clock time at which there is something to do even if no call and no answer comes: a deadline, the end of an open
     * batch's wait for more calls, or the end of a pause of `waitMs`. Infinity when nothing waits.
     */
    changesAt: (now: number, waitMs = Infinity): number =>
      line.length > 0
        ? Math.min(expiresAt, now + waitMs, open.size > 0 && openDueAt > now ? openDueAt : Infinity)
        : Infinity,

    /**
     * Takes calls of one group as a JSON array: no other group shares a batch with them. Returns whether they began a batch
     * of their own; undefined, and takes none, if they are over the limit for one call.
     */
    write(json: string, path: string, entries: readonly Entry[], group: string, now: number): boolean | undefined {
      // The calls of a batch share its deadline: none joins when less than nine tenths of its own time would be left.
      const former = open.get(group);
      let bytes = former && former.deadlineAt >= now + deadlineMs * 0.9 ? former.append(json, entries) : 0;
      const isNew = bytes === 0;
      if (isNew) {
        const batch = createBatch(memoryFor(json, group), path, now + deadlineMs, settings, group);
        bytes = batch.append(json, entries);
        if (bytes === 0) return undefined;
        if (former) {
          // It is filled no more.
          remove(former);
          putLast(former);
        }
        put(line.length, batch);
        if (open.size === 0) openDueAt = now + lingerMs;
        if (mode === "batch") open.set(group, batch);
      }
      counts.queuedEvents += entries.length;
      counts.queuedBytes += bytes;
      return isNew;
    },

    /** Ends the wait of open batches for more calls. */
    hurry(): void {
      openDueAt = 0;
    },

    /** The batch that goes next: the first with enough time for its answer, or, where none has, the one with the most. */
    next(neededMs: number, now: number): Batch | undefined {
      const shutCount = line.length - open.size;
      let found: Batch | undefined;
      for (const [index, batch] of line.entries()) {
        // If another batch can be the probe, open batches aren't: each probe would be a small request.
        if (index >= shutCount && (openDueAt > now || (found && neededMs === Infinity))) break;
        if (held.has(batch) || (found && batch.deadlineAt < found.deadlineAt)) continue;
        found = batch;
        if (batch.deadlineAt - now >= neededMs) break;
      }
      return found;
    },

    putFirst: (...batches: Batch[]): void => put(0, ...batches),
    putLast,

    /** Removes the batches whose deadline has come. */
    expired(now: number): Batch[] {
      if (now < expiresAt) return [];
      const out = takeOut((_, { deadlineAt }) => deadlineAt <= now);
      expiresAt = Infinity;
      noteDeadlines(line);
      return out;
    },

    /** Uses the memory of a delivered batch again. */
    reuse({ bytes }: Batch): void {
      if (bytes.length === maxBatchBytes && spare.length < maxInFlightFar) spare.push(bytes);
    },
  };
};
