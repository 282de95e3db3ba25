/** The longest text that is shown. */
const maxChars = 200;

/** Longer than any address (RFC 5321 allows 64 characters, `@` and 255), so that a longer word is none that was cut. */
const maxAddressChars = 330;

/** Enough that an address, which becomes shorter, doesn't move what was cut into what is shown. */
const windowChars = maxChars + 2 * maxAddressChars;

/** Cuts text before anything else is done with it, and drops a last word that may be half an address. */
const cut = (text: string): string => {
  if (text.length <= windowChars) return text;
  const head = text.slice(0, windowChars);
  const lastWord = head.split(/[\s"'<>]/).at(-1) ?? "";
  return lastWord.length > maxAddressChars ? head : head.slice(0, head.length - lastWord.length);
};

/** Replaces a word that holds an address; a prefix such as `mailto:` stays. */
const maskWord = (word: string): string => {
  const at = word.search(/@|%40/i);
  return at === -1 ? word : `${word.slice(0, word.lastIndexOf(":", at) + 1)}[address]`;
};

/**
 * Makes text from outside fit to be shown: at most 200 characters in one line, without control characters and without
 * addresses, which belong in no log. The time it takes doesn't grow with the text.
 */
export const toPlainText = (text: string): string => {
  const plain = cut(text)
    .replaceAll(/\p{C}+/gu, " ")
    .replaceAll(/[^\s"'<>]+/g, maskWord);
  return plain.length > maxChars || text.length > windowChars ? `${plain.slice(0, maxChars)}...` : plain;
};
