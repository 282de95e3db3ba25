import { printable } from "./printable.ts";

const mostNamed = 10;

/** Lists names in a sentence: the first ten, and how many more there are. */
export const listInWords = (things: readonly string[]): string => {
  const more = things.length > mostNamed ? `, and ${things.length - mostNamed} more` : "";
  const named = things.slice(0, mostNamed).map((thing) => printable(thing, 200));
  return named.join(", ") + more;
};
