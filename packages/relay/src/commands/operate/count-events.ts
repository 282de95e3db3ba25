/** Returns a number of events in words: `1 event`, `1,200 events`. */
export const countEvents = (count: number): string => `${count.toLocaleString("en")} event${count === 1 ? "" : "s"}`;
