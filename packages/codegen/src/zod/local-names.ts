/**
 * Names that code around emitted schemas uses in their file: of JavaScript, of TypeScript, and its own types.
 *
 * What a title says begins with a capital letter or an underscore, so that names in small letters are never taken.
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

/** What a schema is called inside of its file: by its own name, or with an underscore after it, which no title gives. */
export const localName = (name: string): string => (used.has(name) ? `${name}_` : name);
