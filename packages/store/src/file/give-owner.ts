import { fchownSync, statSync } from "node:fs";

/**
 * Gives a new file that is open the owner of another one, where that exists. An operator may be another user than the relay:
 * a file of root's beside the store, or in its place, would stop the relay.
 *
 * @param file - A descriptor, since a path may lead to another file by now.
 */
export const giveOwner = (file: number, like: string): void => {
  const owner = statSync(like, { throwIfNoEntry: false });
  if (owner === undefined) return;
  try {
    fchownSync(file, owner.uid, owner.gid);
  } catch {
    // Only root may give a file away. Of other users, it stays what it is: that of whoever creates it.
  }
};
