/** An operator of two values. */
export type Operator = (left: unknown, right: unknown) => unknown;

const numbers =
  (operate: (left: number, right: number) => unknown): Operator =>
  (left, right) => {
    if (typeof left !== "number" || typeof right !== "number") throw new Error("emitted code only compares numbers");
    return operate(left, right);
  };

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
