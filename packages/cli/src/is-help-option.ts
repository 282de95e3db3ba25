/** Whether a word of a command line asks for help. */
export const isHelpOption = (word: string | undefined): boolean => word === "--help" || word === "-h";
