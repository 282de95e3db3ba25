/** Returns the text of a page without its code blocks and comments. */
export const proseOf = (text: string): string =>
  text.replaceAll(/^```[^]*?^```$/gm, "").replaceAll(/<!--[^]*?-->/g, "");
