import { existsSync, renameSync, rmSync } from "node:fs";

/** Where a repaired file waits to take the place of the damaged one. */
const repairedPath = (place: string): string => `${place}.repaired`;

/** Whether a repair was interrupted after its new file was complete; then the new file is the store. */
export const isRepairUnfinished = (place: string): boolean => existsSync(repairedPath(place));

/** A name that no file has yet, so that what an earlier repair kept stays. */
const freeNameFor = (place: string): string => {
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? `${place}.damaged` : `${place}.damaged-${count}`;
    if (!existsSync(path) && !existsSync(`${path}-wal`)) return path;
  }
};

/**
 * Puts a repaired file in the place of the damaged one, which is kept. Where the process dies in the middle of it, the
 * next owner calls this again and ends it. Without a repaired file it does nothing.
 *
 * @returns where the damaged file is kept
 */
export const finishRepair = (place: string): string | undefined => {
  if (!isRepairUnfinished(place)) return undefined;
  const keptAs = freeNameFor(place);
  // The write-ahead log first: beside the new file, SQLite would take it for the log of the new file.
  for (const ending of ["-wal", ""]) {
    if (existsSync(`${place}${ending}`)) renameSync(`${place}${ending}`, `${keptAs}${ending}`);
  }
  rmSync(`${place}-shm`, { force: true });
  renameSync(repairedPath(place), place);
  return keptAs;
};

/** Marks a new file as the repaired one: from here on, it is the store. */
export const markRepaired = (made: string, place: string): void => renameSync(made, repairedPath(place));
