import { joined, js, type Source } from "../source-text/source.ts";

/** A piece of the code of a schema. */
export type Code = Source;

/** The schema that takes null alone: known by itself, since a choice says it with a method. */
export const nullCode: Code = js`z.null()`;

/** Items between brackets. */
export const group = (open: Source, items: readonly Code[], close: Source): Code =>
  js`${open}${joined(items, ", ")}${close}`;

/** Items between brackets, each on its own line, as the entries of an object are. */
export const tallGroup = (open: Source, items: readonly Code[], close: Source): Code =>
  items.length === 0 ? js`${open}${close}` : js`${open}\n${joined(items, ",\n")},\n${close}`;

export const labelled = (label: Source, value: Code): Code => js`${label}${value}`;

/** A value with more methods called on it. */
export const chain = (value: Code, ...calls: readonly Code[]): Code =>
  calls.length === 0 ? value : joined([value, ...calls], "");
