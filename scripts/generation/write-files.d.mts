/** What generation wrote into a folder for a vocabulary that is no more. */
export declare const findLeftovers: (folder: string, expected: readonly string[]) => readonly string[];

/** What is in a folder of nothing but generated files, below it too, and wouldn't be generated now. */
export declare const findUnexpected: (folder: string, expected: readonly string[]) => readonly string[];

/** Writes files that differ from what is there, and removes leftovers; with `isCheck`, only says what would change. */
export declare const writeFiles: (options: {
  readonly files: Readonly<Record<string, string>>;
  readonly leftovers: readonly string[];
  readonly isCheck: boolean;
  readonly terminal: { readonly out: (line: string) => void; readonly error: (line: string) => void };
}) => boolean;
