import { keywordShapes } from "./keywords.ts";

/** A keyword, or a kind of its values, of other dialects than that of the file. */
interface Elsewhere {
  readonly has: (value: unknown) => boolean;
  readonly remedy: string;
}

const saySo = (dialects: string, by = "$schema or --dialect"): string =>
  `if this file is in ${dialects}, say so by ${by}`;

const isBoolean = (value: unknown): boolean => typeof value === "boolean";

const booleanBound: Elsewhere = { has: isBoolean, remedy: saySo("draft-04 or openapi-3.0") };

const elsewhere: ReadonlyMap<string, Elsewhere> = new Map([
  ["$recursiveRef", { has: (value) => value === "#", remedy: saySo("2019-09") }],
  ["additionalItems", { has: () => true, remedy: saySo("draft-07 or 2019-09") }],
  ["exclusiveMaximum", booleanBound],
  ["exclusiveMinimum", booleanBound],
  ["items", { has: Array.isArray, remedy: saySo("draft-07 or 2019-09") }],
  ["nullable", { has: isBoolean, remedy: saySo("openapi-3.0", "--dialect openapi-3.0") }],
]);

/** What to do about a refused keyword that has its meaning in another dialect. */
export const remedyElsewhere = (keyword: string, value: unknown): string | undefined => {
  const known = elsewhere.get(keyword);
  return known?.has(value) ? known.remedy : undefined;
};

/** The same for a keyword that the dialect of its file lacks. */
export const remedyForUnknown = (keyword: string, value: unknown): string | undefined =>
  remedyElsewhere(keyword, value) ?? (keywordShapes.has(keyword) ? saySo("2020-12") : undefined);
