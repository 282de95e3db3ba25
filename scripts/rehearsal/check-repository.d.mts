/**
 * Returns the commit to rehearse.
 *
 * @throws RehearsalError if the repository can't be rehearsed
 */
export declare const checkRepository: (root: string, ref: string) => string;
