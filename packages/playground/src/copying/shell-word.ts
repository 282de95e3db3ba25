const plain = /^[\w./:=@%+,-]+$/;

/**
 * Characters that a reader doesn't see, and that a terminal may obey when they are pasted, even in quotes: Ctrl-C ends the
 * line, and what follows is another command. A line feed in quotes only continues the word.
 */
const unseen = /(?:(?![\n\u200d])[\p{Cc}\p{Cf}\u2028\u2029])+/gu;

const toOctal = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

/** Writes a text as one word of a POSIX shell, which takes it as it is. What isn't seen is written in octal digits. */
export const toShellWord = (text: string): string => {
  if (plain.test(text)) return text;
  const quoted = text.replaceAll("'", String.raw`'\''`);
  return `'${quoted.replaceAll(unseen, (run) => `'"$(printf '${toOctal(run)}')"'`)}'`;
};
