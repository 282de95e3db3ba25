import { printable } from "@email-events/json-schema";
import { UsageError } from "./command.ts";

/**
 * Reads the values of `--name`: `FILE#POINTER=NAME`. A pointer may hold `=`, and a name doesn't.
 *
 * @throws UsageError for what has no place or no name
 */
export const readTypeNames = (texts: readonly string[]): Readonly<Record<string, string>> => {
  const entries = texts.map((text) => [text.slice(0, Math.max(text.lastIndexOf("="), 0)), text] as const);
  const broken = entries.find(([place, text]) => !/[#/]/.test(place) || text.endsWith("="))?.[1];
  if (broken !== undefined)
    throw new UsageError(`--name can't read "${printable(broken, 200)}"; write FILE#POINTER=NAME, or #POINTER=NAME.`);
  return Object.fromEntries(entries.map(([place, text]) => [place, text.slice(place.length + 1)]));
};
