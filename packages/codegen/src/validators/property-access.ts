const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object inherits a property of this name. */
export const isInherited = (name: string): boolean => inherited.has(name);

/** Reads a property in generated code. A name that every object inherits is looked up as an own one. */
export const propertyAccess = (object: string, name: string, { optional = false } = {}): string => {
  if (isInherited(name)) return `own(${object}, ${JSON.stringify(name)})`;
  const chain = optional ? "?." : "";
  if (/^[A-Za-z_$][\w$]*$/.test(name)) return `${object}${chain || "."}${name}`;
  return `${object}${chain}[${JSON.stringify(name)}]`;
};
