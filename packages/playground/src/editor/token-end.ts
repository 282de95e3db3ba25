/** The name, text, number or word at a place. */
const token = /"(?:[^"\\\n]|\\.)*"?|[^\s,\]}]+/y;

/** Returns where the word at a place of a text ends; a place without any is one character long. */
export const tokenEnd = (text: string, offset: number): number => {
  token.lastIndex = offset;
  return offset + (token.exec(text)?.[0].length ?? 1);
};
