import { describeValue } from "./describe-value.ts";

const quote = (text: string): string => `"${text}"`;

const list = (values: readonly string[]): string => values.map(quote).join(", ");

/** A name as it is where it is short and plain: others may hold an address, or break a terminal. */
const quoteName = (name: string): string =>
  /^[\w$ .-]{1,40}$/.test(name) ? quote(name) : `option of this name (${name.length} characters)`;

/** What kind of object a value is: `Object` for a plain one and for an instance of a class, `Date`, `Map`, ... */
const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice("[object ".length, -1);

const describeNoOptions = (given: unknown): string =>
  typeof given === "object" && given !== null && !Array.isArray(given) ? `a ${kindOf(given)}` : describeValue(given);

/**
 * Checks options by name: TypeScript's check of them is gone when JavaScript calls.
 *
 * @param where - What takes the options, as an error begins: `The option forward`.
 * @throws TypeError when they are no object, or one of them is unknown.
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
 * Returns the choice that an option makes, the first one where it makes none.
 *
 * @param alternative - What else the option takes, to end the error's list with: `, or a function of the event`.
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
