/** Returns a member of a value from the sandbox; nothing for a value that isn't an object. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Returns a number of a value from the sandbox; 0 where there is none. */
export const numberIn = (value: unknown, name: string): number => {
  const found = memberOf(value, name);
  return typeof found === "number" ? found : 0;
};
