// By sound: a letter that is pronounced alone (`an SMS`), a vowel, and exceptions (`a User`).
const spokenWithVowel = [
  /^[AEFHILMNORSX](?=[A-Z]|$)/,
  /^[ai]/i,
  /^e(?!u)/i,
  /^[Oo](?!ne(?![a-z])|nce)/,
  /^u(?:n(?!i(?![dmn]))|[glmp]|r[bg]|tt)/i,
  /^h(?:our|onest|onou?r|eir)/i,
];

/** The article before a name: `an EmailOpened`, `a UserEvent`. */
export const articleFor = (name: string): "a" | "an" =>
  spokenWithVowel.some((start) => start.test(name)) ? "an" : "a";
