/** Whether a short text may hold an address: it has an at sign, full-width, small or percent-encoded ones too. */
export const holdsAddress = (text: string): boolean => /[@\uff20\ufe6b]|%(?:25)*40/.test(text);
