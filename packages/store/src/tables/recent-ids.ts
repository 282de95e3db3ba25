import { randomInt } from "node:crypto";
import { hashText } from "./hash-text.ts";

/**
 * Remembers the last `limit` ids in 12 to 20 bytes each, allocated at the start: a hash of each in a ring, and a table
 * that leads from a hash to its places in the ring. Two ids may have the same hash, so `isIdAt` compares the id itself,
 * on disk.
 */
export interface RecentIds {
  /** How many ids were ever added: the position of the next one. */
  readonly next: () => number;
  readonly add: (ids: readonly string[]) => void;
  /** Returns those of some ids that are remembered. */
  readonly findIn: (ids: readonly string[]) => ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** Returns whether the id at a position is this one. */
type IsIdAt = (position: number, id: string) => boolean;

/**
 * All given ids are hashed before the first is searched for. If each search directly followed its hash, the processor
 * would wait for each memory access in turn, which takes five times as long.
 *
 * @param limit - How many ids are remembered; the oldest is forgotten first.
 * @param first - The position of the first id that will be added.
 */
export const createRecentIds = (limit: number, first: number, isIdAt: IsIdAt): RecentIds => {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(2, limit * 2)));
  const mask = capacity - 1;
  const seed = randomInt(2 ** 32);
  const hashes = new Uint32Array(limit);
  /** Per slot, a place in the ring plus one, or 0. `fill` touches all memory, so that it doesn't grow as ids are added. */
  const table = new Uint32Array(capacity).fill(0);
  let next = first;

  const hashAll = (ids: readonly string[]): readonly number[] => ids.map((id) => hashText(id, seed));
  const homeOf = (place: number): number => (hashes[place] ?? 0) & mask;
  const positionOf = (place: number): number => {
    const newest = next - 1;
    return newest - ((((newest - place) % limit) + limit) % limit);
  };
  /** Empties a slot, and moves the following ones up, so that no search ends too early. */
  const forget = (place: number): void => {
    let hole = homeOf(place);
    while (table[hole] !== place + 1) hole = (hole + 1) & mask;
    for (let slot = (hole + 1) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
      const home = homeOf((table[slot] ?? 0) - 1);
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      table[hole] = table[slot] ?? 0;
      hole = slot;
    }
    table[hole] = 0;
  };

  const addHash = (hash: number): void => {
    const place = next % limit;
    if (next - first >= limit) forget(place);
    hashes[place] = hash;
    let slot = hash & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = place + 1;
    next += 1;
  };
  const has = (id: string, hash: number): boolean => {
    for (let slot = hash & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
      const place = (table[slot] ?? 0) - 1;
      if (hashes[place] === hash && isIdAt(positionOf(place), id)) return true;
    }
    return false;
  };

  return {
    next: () => next,
    add: (ids) => {
      for (const hash of hashAll(ids)) addHash(hash);
    },
    findIn: (ids) => {
      const idHashes = hashAll(ids);
      const found = ids.filter((id, index) => has(id, idHashes[index] ?? 0));
      return found.length === 0 ? none : new Set(found);
    },
  };
};
