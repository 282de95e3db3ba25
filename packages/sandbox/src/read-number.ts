import { UsageError } from "./check-arguments.ts";

/**
 * Reads a whole number from 0 to `max` out of an option.
 *
 * @throws UsageError
 */
export const readNumber = (option: string, text: string, max: number): number => {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number <= max) return number;
  throw new UsageError(`Give ${option} a whole number from 0 to ${max}.`);
};
