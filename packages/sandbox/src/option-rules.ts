import { checkOptions } from "@email-events/core/mapping";

/** Which values an option takes, and how an error says it. */
export interface OptionRule {
  readonly accepts: (value: unknown) => boolean;
  /** Follows "must be". */
  readonly expected: string;
  readonly isRequired?: true;
}

/** Options of which none is undefined; one that isn't given is left out. */
export type Given<Options> = { readonly [Name in keyof Options]: Exclude<Options[Name], undefined> };

/** A rule for each option. */
export type OptionRules<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isHeaders = (value: unknown): boolean =>
  Object.prototype.toString.call(value) === "[object Object]" &&
  Object.values(value as object).every((text) => typeof text === "string" || typeof text === "number");

/** A whole number in a range. */
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER, unit = ""): OptionRule => ({
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  expected:
    most === Number.MAX_SAFE_INTEGER
      ? `a whole number${unit}, ${least} or more`
      : `a whole number${unit} from ${least} to ${most}`,
});

/** One of some words. */
export const oneOf = (words: readonly string[]): OptionRule => ({
  accepts: (value) => words.some((word) => word === value),
  expected: `one of ${words.map((word) => `"${word}"`).join(", ")}`,
});

/** The only accepted credential of a kind. */
export const credential = (kind: string): OptionRule => ({
  accepts: (value) => typeof value === "string" && value.trim() !== "",
  expected: `a string that isn't blank; leave it out to accept any ${kind}`,
});

export const flag: OptionRule = { accepts: (value) => typeof value === "boolean", expected: "true or false" };
export const func: OptionRule = { accepts: (value) => typeof value === "function", expected: "a function" };
export const text: OptionRule = { accepts: (value) => typeof value === "string", expected: "a string" };
export const texts: OptionRule = {
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  expected: "an array of strings",
};
export const headers: OptionRule = { accepts: isHeaders, expected: "an object of names and strings" };
export const share: OptionRule = {
  accepts: (value) => typeof value === "number" && value >= 0 && value <= 1,
  expected: "a number from 0 to 1",
};
export const iterable: OptionRule = {
  accepts: (value) => isObject(value) && Symbol.iterator in value,
  expected: "an array or another iterable of events",
  isRequired: true,
};

/** The longest time that a timer of Node takes, in ms. */
export const maxTimerMs = 2_147_483_647;

/** A time in whole ms. */
export const milliseconds = (least: number): OptionRule => whole(least, maxTimerMs, " of milliseconds");

/** A time in ms, which may be computed. */
export const delay: OptionRule = {
  accepts: (value) => typeof value === "number" && value >= 0 && value <= maxTimerMs,
  expected: `a number of milliseconds from 0 to ${maxTimerMs}`,
};

/**
 * Checks one value that was given to a method.
 *
 * @throws TypeError for a value that the rule doesn't accept.
 */
export const checkArgument = (name: string, value: unknown, { accepts, expected }: OptionRule): void => {
  if (!accepts(value)) throw new TypeError(`${name} must be ${expected}`);
};

/**
 * Checks options, because callers in JavaScript have no type check, and returns those that are given.
 *
 * @param where - What accepts the options, as the subject of an error: `createSandbox`.
 * @throws TypeError if they aren't an object, and for an unknown name or a value that its rule doesn't accept.
 */
export const readOptions = <Options extends object>(
  where: string,
  options: Options,
  rules: OptionRules<Options>,
): Given<Options> => {
  const entries: readonly (readonly [string, OptionRule])[] = Object.entries(rules);
  checkOptions(
    where,
    options,
    entries.map(([name]) => name),
  );
  const given = new Map<string, unknown>(Object.entries(options).filter(([, value]) => value !== undefined));
  for (const [name, { accepts, expected, isRequired }] of entries) {
    if (given.has(name) ? !accepts(given.get(name)) : isRequired) throw new TypeError(`${name} must be ${expected}`);
  }
  return Object.fromEntries(given) as Given<Options>;
};
