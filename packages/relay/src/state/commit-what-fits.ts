import { StoreError } from "@email-events/store";
import type { JoinedChange } from "./merge-changes.ts";

/** A change that waits for a store. */
export interface WaitingChange {
  readonly change: JoinedChange;
  /** Whether a request waits for it, so that it isn't tried again. */
  readonly isUrgent: boolean;
}

/** Whether a store may take the same change later: it is full, or an operator writes to it. */
export const isTransient = (error: unknown): error is StoreError =>
  error instanceof StoreError && (error.code === "full" || error.code === "locked");

/** How a change can be stored apart from those that came with it. */
type Kind = "settling" | "ordered" | "urgent";

/** A change that adds no event and moves no offset may pass others, and frees space for them. */
const kindOf = ({ change, isUrgent }: WaitingChange): Kind => {
  if (isUrgent) return "urgent";
  const { appendChunks = [], setAside = [], offsets } = change;
  const isSettling = appendChunks.length === 0 && offsets === undefined && setAside.every((one) => "number" in one);
  return isSettling ? "settling" : "ordered";
};

/** Stores the beginning that fits: an offset is stored with what stands before it, or later. */
const commitInOrder = <T>(changes: readonly T[], isStored: (group: readonly T[]) => boolean): void => {
  let from = 0;
  let size = changes.length;
  while (size > 0 && from < changes.length) {
    if (isStored(changes.slice(from, from + size))) from += size;
    else size = Math.floor(size / 2);
  }
};

/**
 * Stores changes in one transaction. Where the store has no room for all of them, stores what fits: first what frees space,
 * then the others in their order, then each urgent one by itself.
 *
 * @param commit - Stores changes in one transaction, or throws.
 * @returns The last transient error, after which some changes may be left.
 * @throws Any other error, at once.
 */
export const commitWhatFits = <T extends WaitingChange>(
  changes: readonly T[],
  commit: (group: readonly T[]) => void,
): StoreError | undefined => {
  let failure: StoreError | undefined;
  const isStored = (group: readonly T[]): boolean => {
    if (group.length === 0) return true;
    // All of them have been tried, and while an operator writes, nothing fits.
    if (failure !== undefined && (failure.code !== "full" || group.length === changes.length)) return false;
    try {
      commit(group);
      return true;
    } catch (error) {
      if (!isTransient(error)) throw error;
      failure = error;
      return false;
    }
  };
  if (isStored(changes)) return undefined;
  const of = (kind: Kind): readonly T[] => changes.filter((one) => kindOf(one) === kind);
  const [settling, ordered, urgent] = [of("settling"), of("ordered"), of("urgent")];
  commitInOrder(settling, isStored);
  commitInOrder(ordered, isStored);
  if (!isStored(urgent)) for (const one of urgent) isStored([one]);
  return failure;
};
