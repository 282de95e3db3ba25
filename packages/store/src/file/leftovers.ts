import { rmSync } from "node:fs";

/** Where a new store is made before it is put in its place. */
export const newPath = (place: string): string => `${place}.new`;

/** Where a repair works on a copy of a damaged store. */
export const copyPath = (place: string): string => `${place}.repair`;

/** Removes a database and the files beside it. */
export const removeDatabase = (path: string): void => {
  for (const ending of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${ending}`, { force: true });
};

/** Removes what processes left that were killed while they created or repaired a store. Only the owner may call it. */
export const removeLeftovers = (place: string): void => {
  for (const path of [newPath(place), copyPath(place)]) removeDatabase(path);
};
