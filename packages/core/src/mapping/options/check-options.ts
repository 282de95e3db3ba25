import { describeValue } from "../printing/describe-value.ts";

const quote = (text: string): string => `"${text}"`;

const list = (values: readonly string[]): string => values.map(quote).join(", ");

/** Quotes a name that is short and plain. Other names may contain an address or terminal control characters. */
const quoteName = (name: string): string =>
  /^[\w$ .-]{1,40}$/.test(name) ? quote(name) : `option of this name (${name.length} characters)`;

/** Returns the kind of an object: `Object` (plain, or an instance of a class), `Date`, `Map`, ... */
const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice("[object ".length, -1);

const describeNoOptions = (given: unknown): string =>
  typeof given === "object" && given !== null && !Array.isArray(given) ? `a ${kindOf(given)}` : describeValue(given);

/**
 * Checks the names of options, because callers in JavaScript have no type check.
 *
 * @param where - What accepts the options, as the subject of the error: `The option forward`.
 * @throws TypeError if they aren't an object, or one of them is unknown.
 */
export const checkOptions = (where: string, given: unknown, known: readonly string[]): void => {
  if (typeof given !== "object" || given === null || kindOf(given) !== "Object")
    throw new TypeError(
      `${where} takes an object of options, not ${describeNoOptions(given)}: leave it out, or use ${list(known)}.`,
    );
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) throw new TypeError(`${where} has no ${quoteName(other)}: use one of ${list(known)}.`);
};

/**
 * Returns the value of an option, or the first choice by default.
 *
 * @param alternative - What else the option accepts, appended to the list in the error: `, or a function of the event`.
 * @throws TypeError for a value that isn't among the choices.
 */
export const chooseOption = <T extends string>(
  option: string,
  given: T | undefined,
  choices: readonly [T, ...T[]],
  alternative = "",
): T => {
  if (given === undefined) return choices[0];
  if (choices.includes(given)) return given;
  throw new TypeError(
    `The option ${option} can't be ${describeValue(given)}: use one of ${list(choices)}${alternative}.`,
  );
};
