/** A text with the line ends of generated files. In a checkout they may be those of Windows: git converts them by default there. */
export const withLineFeeds = (text: string): string => text.replaceAll("\r\n", "\n");
