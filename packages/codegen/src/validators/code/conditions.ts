import { joined, js, onlyTyped, type Source } from "../../source-text/source.ts";

/** The condition that is always met. */
export const always: Source = js`true`;

/** The condition that is never met. */
export const never: Source = js`false`;

/** A constant whose type is hidden: TypeScript refuses to compare a value with a constant of another type. */
export const withoutType = (constant: Source): Source =>
  js`${onlyTyped(js`(`)}${constant}${onlyTyped(js` as unknown)`)}`;

const bracketed = (part: Source): Source => (part.binding === "loose" ? js`(${part})` : part);

/** Joins conditions with `||`. */
export const anyOf = (conditions: readonly Source[]): Source => {
  if (conditions.includes(always)) return always;
  const others = conditions.filter((condition) => condition !== never);
  return others.length < 2 ? (others[0] ?? never) : joined(others, " || ").loosely();
};

/** Joins conditions with `&&`. */
export const allOf = (conditions: readonly Source[]): Source => {
  if (conditions.includes(never)) return never;
  const others = conditions.filter((condition) => condition !== always);
  return others.length < 2 ? (others[0] ?? always) : joined(others.map(bracketed), " && ").loosely();
};

/** One condition or another, chosen by a third. */
export const either = (condition: Source, met: Source, unmet: Source): Source => {
  if (condition === always || met === unmet) return met;
  return condition === never ? unmet : js`${condition} ? ${met} : ${unmet}`.loosely();
};

/** The opposite of a condition. */
export const negated = (condition: Source): Source => {
  if (condition === always || condition === never) return condition === always ? never : always;
  // Always in parentheses, which the layout drops where they are redundant: `!value === "a"` is another condition.
  return js`!(${condition})`;
};
