/** The sentence of a README that says what a package needs. */
export declare const requirementsOf: (folder: string) => string;
