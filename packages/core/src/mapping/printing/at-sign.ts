/** A percent sign of an encoding, itself encoded any number of times. */
const percent = "%(?:25)*";

/** The source of a character, also percent-encoded. */
const encoded = (character: string, hex: string): string => `(?:${character}|${percent}${hex})`;

/** A function, so that a bundler drops it from what needs no at sign. */
const createAtSign = (): RegExp => {
  const [ampersand, hash, semicolon] = [encoded("&", "26"), encoded("#", "23"), encoded(";", "3B")];
  const backslash = encoded("\\\\", "5C");
  const spellings = [
    // As it is, full-width and small.
    "[@\\uff20\\ufe6b]",
    `${percent}(?:40|u0040|EF${percent}(?:BC${percent}A0|B9${percent}AB))`,
    // In JSON and in JavaScript, escaped any number of times.
    `(?<!${backslash})${backslash}+(?:u0040|u${encoded("\\{", "7B")}0*40${encoded("\\}", "7D")}|x40)`,
    // In HTML, escaped any number of times, also without the semicolon: browsers read that.
    `${ampersand}(?:amp${semicolon})*(?:${hash}0*64(?!\\d)|${hash}x0*40(?![\\da-f])|commat)${semicolon}?`,
  ];
  return new RegExp(spellings.join("|"), "i");
};

/** An at sign in any of its spellings. */
export const atSign = /* @__PURE__ */ createAtSign();
