/** The bytes that JSON's grammar and the framing of events are made of. */
export const byte = {
  tab: 0x09,
  newline: 0x0a,
  carriageReturn: 0x0d,
  /** Begins each text of a JSON text sequence (RFC 7464). No JSON text holds it. */
  recordSeparator: 0x1e,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  upperE: 0x45,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  lowerE: 0x65,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** U+FEFF in UTF-8. */
export const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf];

/** Whether a byte is one of JSON's four blanks. */
export const isBlankByte = (value: number | undefined): boolean =>
  value === byte.space || value === byte.newline || value === byte.carriageReturn || value === byte.tab;
