/** A number as it is written in JSON: `digits * 10 ** exponent`. Floating point would round it. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** A finite number as a decimal. */
export const toDecimal = (number: number): Decimal => {
  const [mantissa = "", exponent = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
};

/** The digits of two decimals with one exponent. */
const aligned = (a: Decimal, b: Decimal): readonly [bigint, bigint, number] => {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  return [scaled(a), scaled(b), exponent];
};

/** Whether a decimal is a whole multiple of another, which isn't zero. */
export const isMultipleOfDecimal = (number: Decimal, of: Decimal): boolean => {
  const [a, b] = aligned(number, of);
  return a % b === 0n;
};

const greatestDivisor = (a: bigint, b: bigint): bigint => {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
};

/** The least common multiple of two positive decimals. */
export const leastMultiple = (one: Decimal, other: Decimal): Decimal => {
  const [a, b, exponent] = aligned(one, other);
  return { digits: (a / greatestDivisor(a, b)) * b, exponent };
};
