const acted = [
  "\u001b[2J",
  "\u009b31m",
  "\u001b]0;x\u0007",
  "\r",
  "\n",
  "\u2028",
  "\u2029",
  "\u202e",
  "\u2066",
  "\ud800",
];
const addresses = [
  "lovelace@babbage.example",
  "love'lace@babbage.example",
  '"love lace"@babbage.example',
  "lovelace＠babbage.example",
  "lovelace%40babbage.example",
  "mailto:lovelace@babbage.例え",
];

/** Texts that must not reach a terminal unchanged, and some that are only long. */
export const pieces: readonly string[] = [
  ...acted,
  ...addresses.map((address) => ` ${address} `),
  `${"x".repeat(5_000)} `,
];

/** Most of them in one text that is short enough for a file name. */
export const hostile = `${acted.slice(0, 7).join("")} ${addresses.slice(0, 4).join(" ")} `;

/** Escape sequences, complete or truncated; that of U+BABB0 looks like a part of an address. */
const escaped = /\\u\{[\da-f]*\}?/g;

/** Whether a line has no part of these addresses and no terminal control characters. */
export const isHarmless = (line: string): boolean =>
  !/[\p{C}\p{Zl}\p{Zp}]|love|lace|babb/u.test(line.replaceAll(escaped, " "));
