/** Finds nothing wrong with any value. */
export function anything() {}
