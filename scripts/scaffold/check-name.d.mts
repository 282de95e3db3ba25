/** Says what is wrong with the name of a new vocabulary, and what to do; nothing for a good one. */
export declare const findNameProblem: (name: string) => string | undefined;
