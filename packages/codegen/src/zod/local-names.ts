/**
 * Global names and helper types that emitted code uses.
 *
 * Type names begin with a capital letter or an underscore, so lower-case names never conflict.
 */
const used: ReadonlySet<string> = new Set([
  "Array",
  "BigInt",
  "Date",
  "Infinity",
  "JSON",
  "Lengths",
  "Lists",
  "Map",
  "Math",
  "NaN",
  "Number",
  "Object",
  "Readonly",
  "Record",
  "RegExp",
  "Set",
  "Sized",
  "String",
  "URL",
  "Values",
]);

/** The name of a schema in its file: its own, with an underscore if it conflicts. Type names never end with one. */
export const localName = (name: string): string => (used.has(name) ? `${name}_` : name);
