import { traceEvent, type EventTrace } from "@email-events/diagnose";
import { mapperOptionList } from "@email-events/diagnose/sources";
import { toMapperOptions, type Settings } from "../options/settings.ts";
import { takeEvent, whichEvent } from "../take-away/taken-event.ts";

/** A value of the source event, and what becomes of it. */
export interface SourceLine {
  readonly pointer: string;
  readonly value: unknown;
  readonly role: "used" | "deciding" | "left behind" | "not traced";
}

/** What the page shows of a trace. */
export interface TracedText {
  /** A sentence on what the mapper made of the event. */
  readonly sentence: string;
  readonly source: readonly SourceLine[];
  readonly result: EventTrace["properties"];
}

const nothing = (sentence: string): TracedText => ({ sentence, source: [], result: [] });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** How many values of the source and of the result are shown. */
const maxLines = 1_000;

const escape = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Returns the pointers and values of an event that hold no other value, in their order. */
const leavesOf = (event: object): readonly { readonly pointer: string; readonly value: unknown }[] => {
  const leaves: { pointer: string; value: unknown }[] = [];
  const open: { pointer: string; value: unknown }[] = [{ pointer: "", value: event }];
  while (leaves.length < maxLines) {
    const next = open.pop();
    if (next === undefined) break;
    const { pointer, value } = next;
    const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (members.length === 0) leaves.push(next);
    for (const [name, member] of members.toReversed())
      open.push({ pointer: `${pointer}/${escape(name)}`, value: member });
  }
  return leaves;
};

const isBelow = (pointer: string, above: ReadonlySet<string>): boolean => {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    if (above.has(pointer.slice(0, end))) return true;
  }
  return false;
};

const describe = ({ outcome, vocabulary }: EventTrace): string => {
  switch (outcome.status) {
    case "mapped":
      return vocabulary === "semantic"
        ? "It is a call of the Pipelines API already: each value is its own origin."
        : `An event of ${vocabulary}. Choose a property of the result to see its origin.`;
    case "skipped":
      return `An event of ${vocabulary} that is skipped: ${outcome.reason}. Explain says which option changes that.`;
    case "unrecognized":
    case "invalid":
      return `An event of ${vocabulary} that isn't mapped, because it is ${outcome.status}. Explain says why.`;
    default:
      return outcome satisfies never;
  }
};

const count = (number: number): string => number.toLocaleString("en");

/** Says what of a large event isn't traced, and isn't shown. */
const describeLimits = ({ properties, untraced }: EventTrace, shown: number): string => {
  const traced = untraced > 0 ? ` It is large: ${count(untraced)} of its values aren't traced.` : "";
  const isCut = shown === maxLines || properties.length > maxLines;
  return isCut ? `${traced} Of source and result, at most ${count(maxLines)} values are shown.` : traced;
};

/**
 * Traces an event of a text.
 *
 * @param number - Its number in the text, from 1.
 * @throws TypeError for options that a mapper refuses.
 */
export const traceText = (text: string, number: number, settings: Settings): TracedText => {
  const taken = takeEvent(text, number, settings);
  if (taken === undefined) return nothing(`There is no event ${number} in the text.`);
  const which = whichEvent(number, taken.diagnosis.name);
  const isRead = taken.diagnosis.stages.every(({ name, status }) => name !== "read" || status === "passes");
  const event = isRead ? parse(taken.text) : undefined;
  if (typeof event !== "object" || event === null) return nothing(`${which} It can't be traced: Explain says why.`);
  const trace = traceEvent(event, { mapperOptions: toMapperOptions(mapperOptionList, settings) });
  if (trace === undefined) return nothing(`${which} It is of no known vocabulary, so there is nothing to trace.`);
  const pointersOf = (values: readonly { readonly pointer: string }[]): ReadonlySet<string> =>
    new Set(values.map(({ pointer }) => pointer));
  const used = pointersOf(trace.properties.flatMap(({ from }) => from));
  const deciding = pointersOf(trace.deciding);
  const leftBehind = pointersOf(trace.leftBehind);
  const roleOf = (pointer: string): SourceLine["role"] => {
    if (isBelow(pointer, used)) return "used";
    if (isBelow(pointer, deciding)) return "deciding";
    return isBelow(pointer, leftBehind) ? "left behind" : "not traced";
  };
  const source = leavesOf(event).map(({ pointer, value }) => ({ pointer, value, role: roleOf(pointer) }));
  const sentence = `${which} ${describe(trace)}${describeLimits(trace, source.length)}`;
  return { sentence, source, result: trace.properties.slice(0, maxLines) };
};
