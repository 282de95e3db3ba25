/** Whether a header can hold a number: it is whole, 0 or more, and has at most 15 digits. */
export const isHeaderNumber = (value: number | string): boolean => /^\d{1,15}$/.test(String(value));

/** Whether a subject can hold a number of a partition. */
export const isPartition = (value: number | string): boolean => /^\d{1,9}$/.test(String(value));
