/** A JSON value as JavaScript. An object literal would take `__proto__` for its prototype, unless the key is computed. */
export const literal = (value: unknown): string =>
  // Inside a text a quotation mark follows a backslash, so one that follows a bracket or a comma begins a key.
  JSON.stringify(value).replaceAll(/(?<=[{,])"__proto__":/g, '["__proto__"]:');

/** A key of an object literal. */
export const literalKey = (name: string): string => {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
};

/** An object literal whose values are expressions. */
export const objectLiteral = (entries: readonly (readonly [string, string])[]): string => {
  const written = entries.map(([name, value]) => `${literalKey(name)}: ${value}`);
  const line = `{ ${written.join(", ")} }`;
  if (written.length === 0) return "{}";
  return line.length <= 72 && !line.includes("\n") ? line : `{\n    ${written.join(",\n    ")},\n  }`;
};

/** An array literal of expressions. */
export const arrayLiteral = (values: readonly string[]): string => {
  const line = `[${values.join(", ")}]`;
  return line.length <= 90 && !line.includes("\n") ? line : `[\n  ${values.join(",\n  ")},\n]`;
};
