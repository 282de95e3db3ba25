/** Returns the value that so large a share of the others is below. */
export const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];

export const median = (values) => percentile(values, 0.5);
