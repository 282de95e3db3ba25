import { pointerTo } from "@email-events/core/mapping";
import { isCall } from "@email-events/validator/pipelines";
import { detectVocabulary } from "../sources/detect-vocabulary.ts";

/** Whether a value is an event, or several, that were written as JSON twice. */
export const isJsonText = (value: unknown): value is string => typeof value === "string" && /^\s*[{[]/.test(value);

const parseOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** How many members of an object are looked at. Of a list, only the first element is. */
const maxMembers = 20;

/** How many objects and lists are around an event: `/Records/0/body` of a queue has three. */
const maxLevels = 4;

/**
 * Finds an event in what a service, a queue or a rejects file puts around it.
 *
 * @returns The pointer of the event, or of the string that has it as JSON; `undefined` if there is none.
 */
export const findWrapped = (value: unknown, pointer = "", levels = maxLevels): string | undefined => {
  if (isJsonText(value)) return findWrapped(parseOrNull(value), "", levels) === undefined ? undefined : pointer;
  if (isCall(value) && detectVocabulary(value) !== undefined) return pointer;
  if (levels === 0 || typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value).slice(0, Array.isArray(value) ? 1 : maxMembers)) {
    const found = findWrapped(member, pointerTo(pointer, name), levels - 1);
    if (found !== undefined) return found;
  }
  return undefined;
};
