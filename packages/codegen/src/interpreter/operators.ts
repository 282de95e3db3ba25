/** An operator of two values. */
export type Operator = (left: unknown, right: unknown) => unknown;

/** One side is always a number, so that the other one counts as a number too. */
const numbers =
  (operate: (left: number, right: number) => unknown): Operator =>
  (left, right) =>
    operate(Number(left), Number(right));

/** The operators that take both of their values, those that bind least first. `||` and `&&` may take one. */
export const operatorLevels: readonly (readonly (readonly [string, Operator])[])[] = [
  [
    ["===", (left, right) => left === right],
    ["!==", (left, right) => left !== right],
  ],
  [
    [">=", numbers((left, right) => left >= right)],
    ["<=", numbers((left, right) => left <= right)],
    [">", numbers((left, right) => left > right)],
    ["<", numbers((left, right) => left < right)],
  ],
  [["+", numbers((left, right) => left + right)]],
];
