import { redact } from "@email-events/core/mapping";
import { diagnose, type EventDiagnosis } from "@email-events/diagnose";
import { mapperOptionList } from "@email-events/diagnose/sources";
import { toMapperOptions, type Settings } from "../options/settings.ts";

/** An event of a text, with what happens to it. */
export interface TakenEvent {
  readonly diagnosis: EventDiagnosis;
  /** The event as it stands in the text. */
  readonly text: string;
  /** The event as a value; absent where its text isn't the same as this value: it isn't JSON, or repeats a key. */
  readonly value?: unknown;
  readonly settings: Settings;
}

const maxNameChars = 200;

/** Cuts a long name, of which no address is left in part: half of one could not be masked any more. */
export const shortName = (name: string): string =>
  name.length <= maxNameChars ? name : `${redact(name, maxNameChars)}...`;

/** Says which event is shown. */
export const whichEvent = (number: number, name: string | undefined): string =>
  `Event ${number}${name === undefined ? "" : `, ${shortName(name)}`}.`;

/** Cuts what begins at a place and has a number of bytes in UTF-8. */
const cut = (text: string, offset: number, bytes: number): string => {
  const encoded = new TextEncoder().encode(text.slice(offset, offset + bytes));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(encoded.subarray(0, bytes));
};

const lossyCodes = new Set(["duplicate_key", "proto_key"]);

/** Whether the text says more than its value, which a fixture would lose. */
const isLossy = ({ stages }: EventDiagnosis): boolean =>
  stages.some(
    ({ findings, name, status }) =>
      (name === "read" && status !== "passes") || findings.some(({ code }) => lossyCodes.has(code)),
  );

/**
 * Takes an event out of a text, and diagnoses it by itself, without the present time: so it ends the same at any time.
 *
 * @param number - Its number in the text, from 1.
 * @returns `undefined` where the text has fewer events.
 * @throws TypeError for options that a mapper refuses.
 */
export const takeEvent = (text: string, number: number, settings: Settings): TakenEvent | undefined => {
  const mapperOptions = toMapperOptions(mapperOptionList, settings);
  const found = diagnose(text, { mapperOptions, maxEvents: number }).events.find((event) => event.number === number);
  if (found === undefined) return undefined;
  const own = cut(text, found.place.offset, found.bytes);
  const [diagnosis] = diagnose(own, {
    mapperOptions,
    ...(found.vocabulary !== undefined && { vocabulary: found.vocabulary }),
  }).events;
  if (diagnosis === undefined) return undefined;
  const value: unknown = isLossy(diagnosis) ? undefined : JSON.parse(own);
  return { diagnosis, text: own, ...(value !== undefined && { value }), settings };
};
