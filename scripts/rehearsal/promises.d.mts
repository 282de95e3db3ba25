/** What a package promises, by its folder. */
export declare const promiseOf: (folder: string) => { readonly runtimes: readonly string[] };

/** The sentence of a README that says what a package needs. */
export declare const requirementsOf: (folder: string) => string;
