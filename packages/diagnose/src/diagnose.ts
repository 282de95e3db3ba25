import { isCall, type Call } from "@email-events/validator/pipelines";
import { createEventDiagnosis, type BatchRequest, type EventDiagnosis } from "./diagnose-event.ts";
import type { DiagnoseOptions } from "./options.ts";
import { decode, findForeignText } from "./reading/decode.ts";
import { locate } from "./reading/locate.ts";
import { splitList, splitText, type Framing, type SplitText, type TextItem } from "./reading/split-text.ts";
import { placeAfter, textStart } from "./reading/text-place.ts";
import { utf8Bytes } from "./reading/utf8-bytes.ts";

/** What is said of a text as a whole. */
export interface TextDiagnosis {
  /** How the events follow each other: `a batch` is the body of a request to the Pipelines API. */
  readonly framing: Framing | "a batch" | "no text";
  /** A sentence about the text as a whole. */
  readonly sentence: string;
  /** What to do, where the text holds no event. */
  readonly next?: string;
  readonly bytes: number;
  /** How many events were not diagnosed, because there are more than `maxEvents`. */
  readonly omitted: number;
}

/** What happens to the events of a text. */
export interface Diagnosis extends TextDiagnosis {
  readonly events: readonly EventDiagnosis[];
}

const defaultMaxEvents = 100_000;

/** Larger texts are no batch that anybody sends, and are parsed only event by event. */
const maxBatchChars = 5_000_000;

/** Reads the body of a request with calls; `undefined` for any other text. */
const readBatch = (
  text: string,
  { framing, items }: SplitText,
): { readonly items: readonly TextItem[]; readonly batch: BatchRequest } | undefined => {
  const [item] = items;
  if (framing !== "one value" || item === undefined || item.end - item.start > maxBatchChars) return undefined;
  const value = text.slice(item.start, item.end);
  if (!/"batch"\s*:/.test(value)) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return undefined;
  }
  if (!isCall(parsed) || !Array.isArray(parsed["batch"]) || parsed["type"] !== undefined) return undefined;
  const { batch: calls, ...envelope }: Call = parsed;
  const [offset = 0] = locate(value, ["/batch"]);
  return { items: splitList(text, item.start + offset).items, batch: { envelope, bytes: utf8Bytes(value) } };
};

const countOf = (count: number, what: string): string =>
  `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;

const sentences: { readonly [K in Framing | "a batch"]: (count: number) => string } = {
  nothing: () => "The text is empty.",
  "one value": () => "The text is one value.",
  "a list": (count) => `The text is a list of ${countOf(count, "value")}.`,
  "one value a line": (count) => `The text has ${countOf(count, "value")}, one a line.`,
  "values in sequence": (count) => `The text has ${countOf(count, "value")}, one after the other.`,
  "a batch": (count) => `The text is a batch of ${countOf(count, "call")}.`,
};

/** What is wrong with a list as a whole, although its values can be read. */
const brokenList = (text: string, brokenAt: number): string => {
  const { column, line } = placeAfter(textStart, text, brokenAt);
  const atComma = /[,\]]/.test(text.charAt(brokenAt))
    ? "a comma is one too many"
    : "a comma or the closing bracket is missing";
  const what = brokenAt >= text.trimEnd().length ? "it ends too early" : atComma;
  return ` As a whole it isn't JSON: ${what} (line ${line}, column ${column}).`;
};

const noText = (
  bytes: number,
  { next, sentence }: { readonly sentence: string; readonly next: string },
): TextDiagnosis => ({ framing: "no text", sentence, next, bytes, omitted: 0 });

type OnEvent = (event: EventDiagnosis) => void;

const diagnoseText = (text: string, bytes: number, onEvent: OnEvent, options: DiagnoseOptions): TextDiagnosis => {
  const split = splitText(text);
  const read = readBatch(text, split);
  const items = read?.items ?? split.items;
  const framing = read === undefined ? split.framing : "a batch";
  const diagnoseEvent = createEventDiagnosis(
    read === undefined ? options : { vocabulary: "semantic", ...options, endpoint: "batch" },
    read?.batch,
  );
  let number = 0;
  let place = textStart;
  for (const { end, start } of items.slice(0, options.maxEvents ?? defaultMaxEvents)) {
    place = placeAfter(place, text.slice(place.offset, start), start - place.offset);
    number += 1;
    onEvent(diagnoseEvent({ text: text.slice(start, end), place, number }));
  }
  return {
    framing,
    sentence: `${sentences[framing](items.length)}${split.brokenAt === undefined ? "" : brokenList(text, split.brokenAt)}`,
    ...(items.length === 0 && { next: "Paste an event as JSON, a list of events, or one event a line." }),
    bytes,
    omitted: items.length - number,
  };
};

/**
 * Like `diagnose`, but passes each diagnosis to `onEvent` and doesn't keep it.
 *
 * @param onEvent - Receives the diagnosis of each event, in the order of the text.
 * @throws TypeError for what isn't a text, and for an option that is unknown or invalid, also one of a mapper. Errors thrown by `onEvent` propagate.
 */
export const diagnoseEach = (
  given: string | Uint8Array,
  onEvent: (event: EventDiagnosis) => void,
  options: DiagnoseOptions = {},
): TextDiagnosis => {
  if (typeof given !== "string" && !ArrayBuffer.isView(given))
    throw new TypeError("A diagnosis takes a text, or its bytes as a Uint8Array.");
  const decoded = typeof given === "string" ? { text: given } : decode(given);
  const bytes = typeof given === "string" ? utf8Bytes(given) : given.length;
  if (!("text" in decoded)) return noText(bytes, decoded);
  const foreign = findForeignText(decoded.text);
  return foreign === undefined ? diagnoseText(decoded.text, bytes, onEvent, options) : noText(bytes, foreign);
};

/**
 * Says what happens to each event of a text at each stage: whether it can be read, is recognized, valid and mapped, what
 * the API answers, and what is accepted and still has no effect. Pure; doesn't throw for any text.
 *
 * @param given - JSON: an event, a list, one event a line, or the body of a batch; as text, or as bytes of UTF-8.
 * @throws TypeError for what isn't a text, and for an option that is unknown or invalid, also one of a mapper.
 * @example
 * const [event] = diagnose(text).events;
 * event?.endsAt?.sentence;
 */
export const diagnose = (given: string | Uint8Array, options: DiagnoseOptions = {}): Diagnosis => {
  const events: EventDiagnosis[] = [];
  const text = diagnoseEach(given, (event) => events.push(event), options);
  return { ...text, events };
};
