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

/** Texts that must not reach a terminal as they are, and some that are only long. */
export const pieces: readonly string[] = [
  ...acted,
  ...addresses.map((address) => ` ${address} `),
  `${"x".repeat(5_000)} `,
];

/** All of them in one, short enough for the name of a file. */
export const hostile = `${acted.slice(0, 7).join("")} ${addresses.slice(0, 4).join(" ")} `;

/** What a character is escaped to, cut short too; that of U+BABB0 would pass for a part of an address. */
const escaped = /\\u\{[\da-f]*\}?/g;

/** Whether a line shows no part of these addresses, and holds nothing that a terminal acts on. */
export const isHarmless = (line: string): boolean =>
  !/[\p{C}\p{Zl}\p{Zp}]|love|lace|babb/u.test(line.replaceAll(escaped, " "));
