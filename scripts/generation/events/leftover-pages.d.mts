/** The pages of events that are no more. */
export declare const findLeftoverPages: (folder: string, expected: readonly string[]) => readonly string[];
