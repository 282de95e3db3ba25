/** A deterministic stream of random numbers. */
export interface Random {
  /** Returns a number from 0 to below 1. */
  readonly next: () => number;
  /** Returns a whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  /** Returns true with this probability. */
  readonly chance: (probability: number) => boolean;
  /** Returns an element of a non-empty list. */
  readonly pick: <List extends readonly [unknown, ...unknown[]]>(list: List) => List[number];
  /** Returns a UUID in the format of version 4 that ends in `serial`, so it is unique per serial. */
  readonly uuid: (serial: number) => string;
}

const hexOfByte = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));

/** Four hexadecimal digits of the lowest 16 bits, from a table for speed. */
const hex4 = (value: number): string => `${hexOfByte[(value >>> 8) & 0xff]}${hexOfByte[value & 0xff]}`;
const hex8 = (value: number): string => hex4(value >>> 16) + hex4(value);

/**
 * Creates a small, fast random number generator (mulberry32). Not for secrets.
 *
 * @param seed - Any number; its lowest 32 bits count.
 */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => bits() / 0x1_0000_0000;
  const below = (limit: number): number => Math.floor(next() * limit);
  const uuid = (serial: number): string => {
    const high = bits();
    const low = bits();
    const version = hex4(0x4000 | (high & 0xfff));
    const variant = hex4(0x8000 | (low & 0x3fff));
    const node = hex4(Math.floor(serial / 0x1_0000_0000)) + hex8(serial % 0x1_0000_0000);
    return `${hex8(bits())}-${hex4(high >>> 16)}-${version}-${variant}-${node}`;
  };
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
    uuid,
  };
};
