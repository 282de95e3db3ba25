/** Text, or why bytes are none. */
export type Decoded = { readonly text: string } | { readonly sentence: string; readonly next: string };

/** What bytes begin with that are no UTF-8 text. */
const foreign: readonly { readonly head: readonly number[]; readonly sentence: string; readonly next: string }[] = [
  {
    head: [0x1f, 0x8b],
    sentence: "The file is gzip.",
    next: "Decompress it first (gunzip), or pass it to npx @email-events/relay explain.",
  },
  { head: [0x50, 0x4b, 0x03, 0x04], sentence: "The file is a zip archive.", next: "Extract it first." },
  { head: [0xff, 0xfe], sentence: "The file is UTF-16.", next: "Save it as UTF-8." },
  { head: [0xfe, 0xff], sentence: "The file is UTF-16.", next: "Save it as UTF-8." },
];

/** What is said of bytes, and of a text that was made of such. */
export const notUtf8 = { sentence: "This isn't text: it isn't UTF-8.", next: "Choose a file of JSON in UTF-8." };

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

const replacement = "\u{fffd}";

/** Stands for bytes that aren't UTF-8: half a surrogate pair, which no UTF-8 decodes to. */
const foreignBytes = "\udc80";

/** Returns the place of the first bytes of a text that aren't UTF-8; -1 where all are. */
export const findForeignBytes = (text: string): number => (text.isWellFormed() ? -1 : text.search(/\p{Cs}/u));

const decodeLine = (bytes: Uint8Array): string => {
  try {
    return strict.decode(bytes);
  } catch {
    return lenient.decode(bytes).replaceAll(replacement, foreignBytes);
  }
};

/** Line by line, so that a line with a wrong byte costs no other its characters. */
const decodeLines = (bytes: Uint8Array): string => {
  const lines: string[] = [];
  const newline = 0x0a;
  let from = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, from)) {
    lines.push(decodeLine(bytes.subarray(from, end)));
    from = end + 1;
  }
  lines.push(decodeLine(bytes.subarray(from)));
  return lines.join("\n");
};

/** Reads bytes as UTF-8. Bytes that aren't are marked, for `findForeignBytes`: one event may have them, and others not. */
export const decode = (bytes: Uint8Array): Decoded => {
  const known = foreign.find(({ head }) => head.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return { sentence: known.sentence, next: known.next };
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { text: decodeLines(bytes) };
  }
};

/** Whether a character shows that a string isn't text: U+FFFD, or a control character that JSON text doesn't contain. */
const isForeign = (character: string): boolean =>
  character === replacement || (/[\p{Cc}\p{Cs}]/u.test(character) && !"\t\n\r\u001e".includes(character));

/** How many foreign characters the beginning of a text can have: broken JSON can contain some. */
const maxForeign = 20;

/** Says why a text isn't one that a person wrote; `undefined` for text. Looks only at its beginning. */
export const findForeignText = (text: string): { readonly sentence: string; readonly next: string } | undefined => {
  const count = Array.from(text.slice(0, 1_000)).filter(isForeign).length;
  return count > maxForeign || text.startsWith("\u0000") ? notUtf8 : undefined;
};
