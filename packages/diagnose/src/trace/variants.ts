import { eventUnions } from "@email-events/core";
import type { Path } from "./place.ts";

/** A kind of text, and other texts of the same kind, so that a schema which asks for the kind still takes them. */
interface Form {
  readonly pattern: RegExp;
  readonly others: (text: string) => readonly string[];
}

/** Replaces the last character of a kind. */
const withOtherLast = (text: string, kind: RegExp, other: (character: string) => string): string => {
  const index = text.split("").findLastIndex((character) => kind.test(character));
  return index === -1 ? text : text.slice(0, index) + other(text.charAt(index)) + text.slice(index + 1);
};

const otherDigit = (digit: string): string => (digit === "0" ? "1" : String(Number(digit) - 1));

const otherLetter = (letter: string): string => (letter.toLowerCase() === "a" ? "b" : "a");

const otherHexDigit = (digit: string): string => (digit === "0" ? "1" : "0");

/** Small numbers, to which a mapper may give meanings, and the same one to several. */
const codes: readonly number[] = Array.from({ length: 101 }, (_, code) => code);

/** Moves the time of day by a second, and the date by a day. */
const otherTimes = (text: string): readonly string[] => [
  text.replace(/:(\d\d)(?=[.Z+-]|$)/, (_, seconds: string) => `:${seconds === "30" ? "31" : "30"}`),
  text.replace(/-(\d\d)(?=[Tt ]|$)/, (_, day: string) => `-${day === "15" ? "16" : "15"}`),
];

/** From the narrowest to the widest. Those of every form that matches are tried. */
const forms: readonly Form[] = [
  { pattern: /^(?:true|false)$/i, others: (text) => [text.toLowerCase() === "true" ? "false" : "true"] },
  { pattern: /^\d{4}-\d\d-\d\d(?:[Tt ]|$)/, others: otherTimes },
  {
    pattern: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
    others: (text) => [withOtherLast(text, /[\da-f]/i, otherHexDigit)],
  },
  { pattern: /^[\da-f:.]*:[\da-f:.]*$/i, others: (text) => [withOtherLast(text, /[\da-f]/i, otherHexDigit)] },
  { pattern: /^[a-z][a-z\d+.-]*:/i, others: (text) => [`${text}${text.endsWith("/") ? "x" : "/x"}`] },
  { pattern: /@/, others: (text) => [text.replace(/(?=@)/, "x")] },
  { pattern: /\p{L}/u, others: (text) => [withOtherLast(text, /\p{L}/u, otherLetter)] },
  { pattern: /\d/, others: (text) => [withOtherLast(text, /\d/, otherDigit)] },
  { pattern: /./, others: (text) => [`${text}x`] },
];

/** The other names that an event can have at a place; none where no name of an event stands. */
const otherNames = (text: string, path: Path): readonly string[] =>
  eventUnions
    .filter(
      ({ tag, names }) =>
        tag.length === path.length && tag.every((name, index) => name === path[index]) && names.includes(text),
    )
    .flatMap(({ names }) => names);

const otherNumbers = (value: number): readonly number[] => [value + 1, value - 1, value + 1_000];

const otherTexts = (text: string, path: Path): readonly string[] => [
  ...otherNames(text, path),
  ...forms.filter(({ pattern }) => pattern.test(text)).flatMap(({ others }) => others(text)),
];

/** Returns other values of the same kind for a place, without duplicates. Empty places have none. */
export const variantsOf = (value: unknown, path: Path): readonly unknown[] => {
  if (typeof value === "boolean") return [!value];
  const others =
    typeof value === "string" ? otherTexts(value, path) : typeof value === "number" ? otherNumbers(value) : [];
  return [...new Set<unknown>(others)].filter((other) => other !== value);
};

/** Returns all codes in the form of a value; none for a value that can't be a code. */
export const codesLike = (value: unknown): readonly unknown[] => {
  if (typeof value === "string" && /^\d{1,3}$/.test(value)) return codes.map(String);
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100 ? codes : [];
};
