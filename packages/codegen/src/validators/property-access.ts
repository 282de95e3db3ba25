const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Reads a property in generated code. A name that every object inherits is looked up as an own one. */
export const propertyAccess = (object: string, name: string): string => {
  if (inherited.has(name)) return `own(${object}, ${JSON.stringify(name)})`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
};
