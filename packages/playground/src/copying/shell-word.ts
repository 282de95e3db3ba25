const plain = /^[\w./:=@%+,-]+$/;

/** Writes a text as one word of a POSIX shell, which takes it as it is. */
export const toShellWord = (text: string): string =>
  plain.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
