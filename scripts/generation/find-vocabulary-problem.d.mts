/** Says why nothing can list a source vocabulary, and what to do; nothing for a good one. */
export declare const findVocabularyProblem: (name: string, types: readonly string[]) => string | undefined;
