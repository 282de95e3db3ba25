/** Begins each file that lists vocabularies, and marks it as one that generation may remove. */
export declare const banner: string;
