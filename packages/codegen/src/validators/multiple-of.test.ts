import { describe, expect, it } from "vitest";
import { createRandom } from "../testing/random.ts";
import { validatorOf } from "../testing/validator-of.ts";

/** Steps as digits and a power of ten: decimals that binary numbers only approximate, and numbers above 2^53. */
const steps = [
  [1, 0],
  [3, 0],
  [1, -2],
  [7, -3],
  [435, -2],
  [1, -300],
  [1, 21],
  [1, 22],
  [12, 15],
  [1, 300],
] as const;

describe.each(steps)("multiples of %de%d", (digits, exponent) => {
  const step = Number(`${digits}e${exponent}`);
  const { is } = validatorOf({ multipleOf: step });
  const random = createRandom(4711);
  const factors = Array.from({ length: 60 }, () => random.below(900));

  it("are the numbers that are multiples as they are written", () => {
    const multiples = factors.map((factor) => Number(`${factor * digits}e${exponent}`));
    expect(multiples.filter((value) => !is(value) || !is(-value))).toEqual([]);
  });

  it("are no others", () => {
    const others = factors.map((factor) => Number(`${factor * digits * 10 + 1}e${exponent - 1}`));
    expect(others.filter((value) => is(value) || is(-value))).toEqual([]);
  });
});
