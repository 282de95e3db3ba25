/** Whether a short text may contain an address: it has an at sign, possibly full-width, small or percent-encoded. */
export const holdsAddress = (text: string): boolean => /[@\uff20\ufe6b]|%(?:25)*40/.test(text);
