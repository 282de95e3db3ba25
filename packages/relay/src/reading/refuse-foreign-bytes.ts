import { CommandError } from "../command-error.ts";

/** The number of bytes that are needed to detect another encoding or format. */
export const foreignHeadBytes = 4;

const convert = (name: string): string =>
  `The source is ${name}; convert it to UTF-8, for example with iconv -f ${name} -t UTF-8.`;
const decompress = (name: string): string => `The source is ${name}; decompress it first: only gzip is read as it is.`;

const x = "x";

/**
 * How sources begin that hold no UTF-8, the longer beginnings first. `x` stands for any byte but 0: JSON begins with an
 * ASCII character, so zeros beside it are those of a wider encoding.
 */
const beginnings: readonly (readonly [readonly (number | typeof x)[], string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], convert("UTF-32")],
  [[0x00, 0x00, 0xfe, 0xff], convert("UTF-32")],
  [[x, 0x00, 0x00, 0x00], convert("UTF-32LE")],
  [[0x00, 0x00, 0x00, x], convert("UTF-32BE")],
  [[0x50, 0x4b, 0x03, 0x04], decompress("a ZIP archive")],
  [[0x28, 0xb5, 0x2f, 0xfd], decompress("Zstandard data")],
  [[0xfd, 0x37, 0x7a, 0x58], decompress("xz data")],
  [[0x42, 0x5a, 0x68], decompress("bzip2 data")],
  // What opens a file decompresses it once.
  [
    [0x1f, 0x8b, 0x08],
    "The source is compressed with gzip more than once, or wasn't decompressed at all; decompress it first.",
  ],
  [[0xff, 0xfe], convert("UTF-16")],
  [[0xfe, 0xff], convert("UTF-16")],
  [[x, 0x00], convert("UTF-16LE")],
  [[0x00, x], convert("UTF-16BE")],
];

/**
 * Refuses a source that holds no UTF-8, which would be nothing but broken events.
 *
 * @param head - Its first bytes.
 * @throws CommandError
 */
export const refuseForeignBytes = (head: Uint8Array): void => {
  const fits = (beginning: readonly (number | typeof x)[]): boolean =>
    head.length >= beginning.length &&
    beginning.every((value, index) => (value === x ? head[index] !== 0 : head[index] === value));
  const [, sentence] = beginnings.find(([beginning]) => fits(beginning)) ?? [];
  if (sentence !== undefined) throw new CommandError(sentence);
};
