/** The seven kinds of JSON value, with numbers split so that `integer` and `number` become sets. */
export type TypeAtom = "array" | "boolean" | "fraction" | "integer" | "null" | "object" | "string";

/** Every kind of value. */
export const allAtoms: ReadonlySet<TypeAtom> = new Set([
  "array",
  "boolean",
  "fraction",
  "integer",
  "null",
  "object",
  "string",
]);

const atomsByType: ReadonlyMap<unknown, readonly TypeAtom[]> = new Map<unknown, readonly TypeAtom[]>([
  ["array", ["array"]],
  ["boolean", ["boolean"]],
  ["integer", ["integer"]],
  ["null", ["null"]],
  ["number", ["integer", "fraction"]],
  ["object", ["object"]],
  ["string", ["string"]],
]);

/** The kinds of value that a `type` keyword allows; `undefined` when its value is invalid. */
export const atomsOfType = (type: unknown): ReadonlySet<TypeAtom> | undefined => {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const atoms = types.map((name) => atomsByType.get(name));
  return atoms.every((list) => list !== undefined) ? new Set(atoms.flat()) : undefined;
};

const atomByTypeof: Readonly<Record<string, TypeAtom>> = { string: "string", boolean: "boolean" };

/** The kind of a JSON value. */
export const atomOf = (value: unknown): TypeAtom => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "fraction";
  return atomByTypeof[typeof value] ?? "object";
};

/** The names of kinds of value, as in a schema's `type`. */
export const atomsInWords = (atoms: ReadonlySet<TypeAtom>): string => {
  if (atoms.size === 0) return "nothing";
  if (atoms.size === allAtoms.size) return "any value";
  const names = [...atoms].map((atom) => (atom === "fraction" ? "number" : atom));
  const kept = names.filter((name) => name !== "integer" || !names.includes("number"));
  return kept.toSorted().join(" or ");
};
