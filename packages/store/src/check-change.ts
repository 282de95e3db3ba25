import type { Change } from "./event-store.ts";

type IsValid = (value: unknown) => boolean;

const isText: IsValid = (value) => typeof value === "string";
// Not `instanceof Uint8Array`: a Buffer isn't one of the globals that test runners make.
const isBytes: IsValid = (value) => ArrayBuffer.isView(value);
const isBytesEach: IsValid = (value) => Array.isArray(value) && value.every(isBytes);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isEvent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && isText(value["source"]) && Number.isFinite(value["receivedAt"]);

const isNewEvent: IsValid = (value) =>
  isEvent(value) && isBytes(value["payload"]) && (value["id"] === undefined || isText(value["id"]));
const isReason = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && isText(value["status"]) && isText(value["reason"]) && Array.isArray(value["issues"]);
const newEvent = "{ source, payload, receivedAt }: a string, bytes (Uint8Array) and milliseconds";

/** A part of a change that is a list, and what each item is. */
const eachOf =
  (isValid: IsValid, expected: string) =>
  (name: string, list: unknown): void => {
    if (!Array.isArray(list)) throw new TypeError(`${name} must be an array.`);
    const index = list.findIndex((item) => !isValid(item));
    if (index !== -1) throw new TypeError(`${name}[${index}] must be ${expected}.`);
  };

/** What is wrong with each part of a change. */
const parts: Readonly<Record<keyof Change, (name: string, value: unknown) => void>> = {
  append: eachOf(isNewEvent, newEvent),
  appendChunks: eachOf(
    (value) => isEvent(value) && isBytesEach(value["payloads"]),
    "{ source, payloads, receivedAt }: a string, an array of bytes (Uint8Array) and milliseconds",
  ),
  settle: eachOf(Number.isSafeInteger, "the number of an event"),
  setAside: eachOf(
    (value) => isReason(value) && (Number.isSafeInteger(value["number"]) || isNewEvent(value["event"])),
    `{ status, reason, issues } with the number of an event, or with an event, which is ${newEvent}`,
  ),
  offsets: (name, value) => {
    if (!isRecord(value) || value instanceof Map || !Object.values(value).every(isText)) {
      throw new TypeError(`${name} must be an object of strings, by source.`);
    }
  },
  remember: eachOf(isText, "a string"),
  rememberUnseen: eachOf(isText, "a string"),
};

/**
 * Checks a change before anything of it is written. What a caller without types gets wrong would be stored in another form, or
 * left out: a commit that returns would say that it is safe.
 *
 * @throws TypeError for an unknown part, and for a value of another type
 */
export const checkChange = (change: Change): void => {
  for (const [name, value] of Object.entries(change)) {
    if (!Object.hasOwn(parts, name)) {
      throw new TypeError(`A change has only ${Object.keys(parts).join(", ")}, and no ${name}.`);
    }
    if (value !== undefined) parts[name as keyof Change](name, value);
  }
};
