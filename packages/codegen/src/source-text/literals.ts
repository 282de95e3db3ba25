import { isIdentifier, joined, js, Source } from "./source.ts";
import { inBraces, inFourDigits, replaceUnsafe } from "./unsafe-characters.ts";

/** JSON text that is valid JavaScript too. Unsafe characters only occur in strings, where they are escaped. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent)
    .split("\n")
    .map((line) => replaceUnsafe(line, inFourDigits))
    .join("\n");

/** A string literal. */
export const textLiteral = (text: string): Source => Source.trusted(jsonText(text));

/** A key of an object literal, where a plain `__proto__` would set the prototype. */
export const literalKey = (name: string): Source => (name === "__proto__" ? js`["__proto__"]` : propertyKey(name));

/** A property name in a type or an access. */
export const propertyKey = (name: string): Source => (isIdentifier(name) ? Source.trusted(name) : textLiteral(name));

/** A JSON value as a literal. */
export const literal = (value: unknown): Source => {
  if (Array.isArray(value)) return js`[${joined(value.map(literal), ",")}]`;
  if (typeof value !== "object" || value === null) return Source.trusted(jsonText(value));
  const entries = Object.entries(value).map(([name, below]) => js`${jsonKey(name)}:${literal(below)}`);
  return js`{${joined(entries, ",")}}`;
};

const jsonKey = (name: string): Source => (name === "__proto__" ? literalKey(name) : textLiteral(name));

/** A pattern as a regular expression literal; `toString` escapes slashes and line ends. */
export const regexLiteral = (pattern: string): Source =>
  Source.trusted(replaceUnsafe(new RegExp(pattern, "u").toString(), inBraces));
