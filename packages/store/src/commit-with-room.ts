import type { Change, Committed } from "./event-store.ts";
import { emptyLog } from "./file/empty-log.ts";
import { estimateAdded, type AddedSize } from "./file/estimate.ts";
import type { SizeLimit } from "./file/size-limit.ts";
import type { OpenFile } from "./open-file.ts";
import { toStoreError } from "./sqlite/failure.ts";
import { isStoreError, storeErrors } from "./store-error.ts";

/** What a commit with room works on. */
export interface RoomParts {
  readonly file: OpenFile;
  readonly commit: (change: Change) => Committed;
  readonly limit: SizeLimit;
  /** The most that the files may take; no limit where it is absent. */
  readonly maxBytes: number | undefined;
}

/**
 * Returns a function that makes a change within the limit of the store, and on a full disk where there is any room left.
 *
 * @throws the returned function: a `full` StoreError when there is no room for the events of a change
 */
export const createCommitWithRoom = (parts: RoomParts): ((change: Change) => Committed) => {
  const { commit, limit, maxBytes } = parts;
  const { place, database, reserve } = parts.file;

  /** Makes a change that adds no event, on a full disk with the room of the reserve. */
  const settle = (change: Change): Committed => {
    try {
      return commit(change);
    } catch (error) {
      const explanation = toStoreError(place, error);
      if (!isStoreError(explanation, "full")) throw explanation;
      reserve.release();
      emptyLog(database);
      return commit(change);
    }
  };
  /** Makes a change that adds events, on a full disk with the room that the write-ahead log takes. */
  const add = (change: Change, size: AddedSize): Committed => {
    try {
      return commit(change);
    } catch (error) {
      if (!isStoreError(toStoreError(place, error), "full") || limit.isReachedBy(size)) throw error;
      // What is settled may lie in the log, which SQLite doesn't copy by itself before the log is large.
      emptyLog(database);
      return commit(change);
    }
  };
  /** The same within the limit. */
  const addWithin = (change: Change, size: AddedSize): Committed => {
    limit.admit(size);
    try {
      const committed = add(change, size);
      limit.stored(size);
      return committed;
    } catch (error) {
      const explanation = toStoreError(place, error);
      if (maxBytes === undefined || !isStoreError(explanation, "full") || !limit.isReachedBy(size)) throw explanation;
      limit.refused(size);
      throw storeErrors.limit(place, maxBytes, error);
    } finally {
      limit.lift();
    }
  };
  return (change) => {
    const size = estimateAdded(change);
    const committed = size.storedBytes === 0 ? settle(change) : addWithin(change, size);
    limit.trim();
    return committed;
  };
};
