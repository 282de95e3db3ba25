import { QueueError } from "../queue-error.ts";
import { isPartition } from "./numbers.ts";

/** The streams of a queue, and the subjects in them. */
export interface Names {
  readonly prefix: string;
  readonly batches: string;
  readonly offsets: string;
  readonly rejects: string;
  /** The durable consumer of `batches`. */
  readonly consumer: string;
  readonly batchSubject: (source: string, partition: number) => string;
  /** `slot` is a partition, or `partitions` for the number of them. */
  readonly offsetSubject: (source: string, slot: number | "partitions") => string;
  readonly rejectSubject: (source: string) => string;
}

const defaultPrefix = "email-events";

const prefixForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const maxPrefixChars = 100;

/** Returns a source as one token of a subject, in which dots, wildcards and blanks have a meaning. */
export const toToken = (source: string): string =>
  source === ""
    ? "="
    : Array.from(new TextEncoder().encode(source), (byte) => {
        const char = String.fromCharCode(byte);
        return /[A-Za-z0-9_-]/.test(char) ? char : `=${byte.toString(16).padStart(2, "0")}`;
      }).join("");

/** The longest token of a source: a server closes the connection at a line of 4,096 bytes. */
const maxTokenChars = 1000;

/** How many characters of a foreign token are kept: each becomes at most nine of a token of `toToken`. */
const maxForeignChars = 100;

/** Returns the source of a token; of one that isn't of `toToken`, the first characters. */
export const fromToken = (token: string): string => {
  if (token === "=") return "";
  if (token.length > maxTokenChars || !/^(?:[A-Za-z0-9_-]|=[0-9a-f]{2})+$/.test(token)) {
    return token.slice(0, maxForeignChars);
  }
  const bytes = Array.from(token.matchAll(/=([0-9a-f]{2})|(.)/g), ([, hex, char = ""]) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
};

const toSubject = (kind: string, source: string, ...rest: readonly string[]): string => {
  const token = toToken(source);
  if (token.length <= maxTokenChars) return [kind, token, ...rest].join(".");
  throw new QueueError(
    "refused",
    `The name of a source must have at most ${maxTokenChars} characters; others than letters, digits, _ and - count as three or more.`,
  );
};

const toSlot = (partition: number): string => {
  if (isPartition(partition)) return String(partition);
  throw new QueueError("refused", "The number of a partition must be whole, from 0 to 999999999.");
};

/**
 * Returns the names that follow from a prefix: `email-events` has the stream `EMAIL_EVENTS` with subjects such as
 * `email-events.batch.airship.0`.
 *
 * @throws QueueError: `refused` for a prefix that isn't lowercase words with hyphens between them
 */
export const toNames = (prefix: string = defaultPrefix): Names => {
  // A caller in JavaScript can pass anything.
  if (typeof prefix !== "string" || !prefixForm.test(prefix) || prefix.length > maxPrefixChars) {
    throw new QueueError(
      "refused",
      `The prefix of the streams must be lowercase letters, digits and single hyphens, at most ${maxPrefixChars}, such as ${defaultPrefix}.`,
    );
  }
  const batches = prefix.replaceAll("-", "_").toUpperCase();
  return {
    prefix,
    batches,
    offsets: `${batches}_OFFSETS`,
    rejects: `${batches}_REJECTS`,
    consumer: "deliver",
    batchSubject: (source, partition) => toSubject(`${prefix}.batch`, source, toSlot(partition)),
    offsetSubject: (source, slot) => toSubject(`${prefix}.offset`, source, slot === "partitions" ? slot : toSlot(slot)),
    rejectSubject: (source) => toSubject(`${prefix}.reject`, source),
  };
};
