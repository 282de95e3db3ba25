import { toLine } from "@email-events/core/mapping";

/** Shorter texts are no secrets, and would be found in most words. */
const minSecretChars = 4;

const mask = "[key]";

/** What the client writes in place of a key. It has a blank, where credentials end. */
const maskOfClient = "[write key]";

/** What follows an authentication scheme, whatever it encodes. */
const credentials = /(Basic|Bearer)(\s+|%20)[^\s"',;\\]{6,}/gi;

/** Half a surrogate pair can't be encoded. */
const encodeAsUrl = (secret: string): string => encodeURIComponent(secret.toWellFormed());

const encodings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => encodeAsUrl(secret),
  (secret) => encodeAsUrl(secret).replaceAll(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()),
  (secret) => Buffer.from(secret).toString("base64"),
  (secret) => Buffer.from(secret).toString("base64url"),
  // As a user without a password, and as a password without a user.
  (secret) => Buffer.from(`${secret}:`).toString("base64"),
  (secret) => Buffer.from(`:${secret}`).toString("base64"),
];

/** Returns a text without addresses and secrets, on one line. */
export type MaskText = (text: string) => string;

/**
 * Creates what removes addresses and secrets from texts.
 *
 * @param secrets - Those of at least 4 characters are found, also where they are encoded in one of the usual ways.
 * @param maxChars - The longest text that is kept.
 */
export const createMaskText = (secrets: readonly string[], maxChars: number): MaskText => {
  const long = secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= minSecretChars);
  const forms = new Set(long.flatMap((secret) => encodings.map((encode) => encode(secret))));
  // A longer one may hold a shorter one.
  const sorted = [...forms].toSorted((a, b) => b.length - a.length);
  return (text) => {
    let masked = text.replaceAll(maskOfClient, mask).replaceAll(credentials, `$1 ${mask}`);
    for (const form of sorted) masked = masked.replaceAll(form, mask);
    return toLine(masked, maxChars);
  };
};
