/** What is kept of the first call with an id. */
export interface First {
  readonly request: number;
  /** A number that differs for different calls. */
  readonly print: number;
}

/** The last ids, in memory that doesn't grow. */
export interface IdTable {
  readonly get: (id: string) => First | undefined;
  /** Adds an id that isn't there; the oldest one makes room. */
  readonly add: (id: string, first: First) => void;
  readonly clear: () => void;
}

/** Returns a number that differs for different texts, but for one in four billion (FNV-1a). */
export const fingerprint = (text: string, seed = 0x811c9dc5): number => {
  let hash = seed | 0;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
};

const otherSeed = 0x2f1b6a3d;
const none = -1;

/**
 * Creates a table. It keeps numbers in place of ids, which are taken for the same if 64 bits of theirs are: as texts, they
 * would grow the page's memory for as long as calls come.
 *
 * @param maxIds - How many ids are kept, 1 or more.
 */
export const createIdTable = (maxIds: number): IdTable => {
  const hashes = new Int32Array(maxIds);
  const otherHashes = new Int32Array(maxIds);
  const requests = new Int32Array(maxIds);
  const prints = new Int32Array(maxIds);
  const next = new Int32Array(maxIds);
  const heads = new Int32Array(2 ** Math.ceil(Math.log2(maxIds + 1))).fill(none);
  let added = 0;
  const placeOf = (hash: number): number => (hash ^ (hash >>> 16)) & (heads.length - 1);

  const find = (hash: number, other: number): number => {
    let at = heads[placeOf(hash)] ?? none;
    while (at !== none && (hashes[at] !== hash || otherHashes[at] !== other)) at = next[at] ?? none;
    return at;
  };
  /** Takes the oldest out of the list that it is in. */
  const remove = (at: number): void => {
    const place = placeOf(hashes[at] ?? 0);
    const after = next[at] ?? none;
    if (heads[place] === at) {
      heads[place] = after;
      return;
    }
    let before = heads[place] ?? none;
    while (before !== none && next[before] !== at) before = next[before] ?? none;
    if (before !== none) next[before] = after;
  };
  return {
    get: (id) => {
      const at = find(fingerprint(id), fingerprint(id, otherSeed));
      return at === none ? undefined : { request: requests[at] ?? 0, print: prints[at] ?? 0 };
    },
    add: (id, { print, request }) => {
      const at = added % maxIds;
      if (added >= maxIds) remove(at);
      added += 1;
      const hash = fingerprint(id);
      const place = placeOf(hash);
      hashes[at] = hash;
      otherHashes[at] = fingerprint(id, otherSeed);
      requests[at] = request;
      prints[at] = print;
      next[at] = heads[place] ?? none;
      heads[place] = at;
    },
    clear: () => {
      heads.fill(none);
      added = 0;
    },
  };
};
