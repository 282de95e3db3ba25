import type { Input } from "./input.ts";
import { value } from "./inputs.ts";
import { UsageError } from "./usage-error.ts";

/** Which numbers an option takes. */
export interface NumberRange {
  readonly least: number;
  /** The largest safe integer by default. */
  readonly most?: number;
  /** How many digits may stand behind the point; none by default. */
  readonly decimals?: number;
}

const describe = ({ least, most, decimals = 0 }: NumberRange): string => {
  const kind = decimals > 0 ? "a number" : "a whole number";
  const range = most === undefined ? `${kind}, ${least} or more` : `${kind} from ${least} to ${most}`;
  return decimals > 0 ? `${range}, with at most ${decimals} decimals` : range;
};

/** A number in decimal digits: no sign, no exponent, no blanks. */
export const number = (placeholder: string, range: NumberRange, about: string): Input<number | undefined> => {
  const { least, most = Number.MAX_SAFE_INTEGER, decimals = 0 } = range;
  const form = decimals > 0 ? new RegExp(`^\\d+(?:\\.\\d{1,${decimals}})?$`) : /^\d+$/;
  const expected = describe(range);
  const input = value(placeholder, about, (text, { name, quote }) => {
    const found = form.test(text) ? Number(text) : Number.NaN;
    if (found >= least && found <= most) return found;
    throw new UsageError(`${name} must be ${expected}, not "${quote(text)}"`);
  });
  return { ...input, expected };
};
