/** Long enough for a sentence of the server, short enough for a line of a log. */
const maxChars = 500;

/** A shorter secret may be part of any word: it is only removed as a whole word. */
const minGluedChars = 8;

const escape = (text: string): string => text.replace(/\W/g, "\\$&");

/** The spellings of a secret in JSON and in a URL. */
const spellings = (secret: string): readonly string[] => [
  ...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
];

/** The padding after a base64 secret is part of it. */
const toPattern = (spelling: string): string =>
  spelling.length < minGluedChars ? `(?<!\\w)${escape(spelling)}(?!\\w)` : `${escape(spelling)}={0,2}`;

/** An address, also one with an at sign in an encoded form: what `redact` of core knows, without its quoted parts. */
const address =
  /[^\s<>"',;:()[\]]+(?:[@\uff20\ufe6b]|%(?:25)*40|\\+(?:u0040|x40)|&(?:amp;)*(?:#0*64|#x0*40|commat);?)[^\s<>"',;:()[\]]+/gi;

/** Characters that a terminal or a log interprets: controls, formats, halves of surrogate pairs, line separators. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Returns a text of a server as it can be logged: one line of at most 500 characters, without addresses and secrets.
 *
 * @param secrets - What the request held. A part of a secret, or one in another encoding, isn't recognized.
 */
export const toLogText = (text: string, secrets: readonly string[]): string => {
  const patterns = secrets.flatMap(spellings).toSorted((one, other) => other.length - one.length);
  const clean = text
    .replace(new RegExp(patterns.map(toPattern).join("|"), "g"), "[secret]")
    .replace(address, "[address]")
    .replace(unprintable, " ")
    .trim();
  if (clean.length <= maxChars) return clean;
  return `${clean.slice(0, maxChars - 3).replace(/[\ud800-\udbff]$/, "")}...`;
};
