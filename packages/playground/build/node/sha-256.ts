/** The first 32 bits of the fraction of a root of each of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
const fractions = (count: number, root: (prime: number) => number): readonly number[] => {
  const found: number[] = [];
  for (let prime = 2; found.length < count; prime += 1) {
    let divisor = 2;
    while (divisor * divisor <= prime && prime % divisor !== 0) divisor += 1;
    if (divisor * divisor > prime) found.push(Math.floor((root(prime) % 1) * 2 ** 32) | 0);
  }
  return found;
};

const constants = fractions(64, Math.cbrt);
const start = fractions(8, Math.sqrt);

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** A message with its end: one bit, zeros, and its length in bits. */
const padded = (bytes: Uint8Array): DataView => {
  const size = Math.ceil((bytes.length + 9) / 64) * 64;
  const all = new Uint8Array(size);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(size - 4, bytes.length << 3);
  return view;
};

/** The message schedule of a block (FIPS 180-4, 6.2.2). */
const scheduleOf = (view: DataView, offset: number): Int32Array => {
  const words = new Int32Array(64);
  const at = (index: number): number => words[index] ?? 0;
  for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(offset + 4 * index);
  for (let index = 16; index < 64; index += 1) {
    const [a, b] = [at(index - 15), at(index - 2)];
    const first = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const second = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    words[index] = at(index - 16) + first + at(index - 7) + second;
  }
  return words;
};

type State = readonly number[];

const compressed = (state: State, words: Int32Array): State => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen;
    const one = (first + (constants[index] ?? 0) + (words[index] ?? 0)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    // One by one: a list for each of the 64 rounds takes three times as long.
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
};

/** Returns the SHA-256 digest of bytes (FIPS 180-4). */
export const digestOf = (bytes: Uint8Array): Uint8Array => {
  const view = padded(bytes);
  let state: State = start;
  for (let offset = 0; offset < view.byteLength; offset += 64) state = compressed(state, scheduleOf(view, offset));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => digest.setInt32(4 * index, word));
  return new Uint8Array(digest.buffer);
};
