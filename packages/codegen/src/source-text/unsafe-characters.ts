/**
 * Characters that are always escaped in emitted files: controls and line terminators, unpaired surrogates, and characters
 * that make an editor display other code than what runs ("trojan source").
 */
const unsafeCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The first letters of text that ends or changes its file: `</script>` in a page, source map addresses. */
const tellingLetter = /(?<=<\/?)s(?=cript)|(?<=[#@]\s*)s(?=ource(?:Mapping)?URL)/giu;

/** Blanks that look like others, which linters look for outside of strings. */
const strangeBlank = /[^\P{Zs} ]|[\u180e\u200b]/gu;

/** Replaces blanks that are no plain ones. */
export const replaceBlanks = (text: string, other: (character: string) => string): string =>
  text.replaceAll(strangeBlank, other);

/** Replaces whatever could be read as something else than text. */
export const replaceUnsafe = (text: string, escaped: (character: string) => string): string =>
  text.replaceAll(unsafeCharacter, escaped).replaceAll(tellingLetter, escaped);

/** `\u2028`: an escape of JavaScript strings and of JSON. */
export const inFourDigits = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** `\u{2028}`: an escape of regular expressions under the `u` flag, which adjacent characters can't extend. */
export const inBraces = (character: string): string => `\\u{${character.charCodeAt(0).toString(16)}}`;
