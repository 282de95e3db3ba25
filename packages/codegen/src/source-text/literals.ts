import { isIdentifier, joined, js, Source } from "./source.ts";
import { inBraces, inFourDigits, replaceUnsafe } from "./unsafe-characters.ts";

/** JSON text, valid as JavaScript too. What is unsafe in it stands inside of texts, where an escape means the same. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent)
    .split("\n")
    .map((line) => replaceUnsafe(line, inFourDigits))
    .join("\n");

/** A text as a string literal. */
export const textLiteral = (text: string): Source => Source.trusted(jsonText(text));

/** A key of an object literal, which takes a plain `__proto__` for its prototype. */
export const literalKey = (name: string): Source => (name === "__proto__" ? js`["__proto__"]` : propertyKey(name));

/** A name of a property, where a type or an access declares it. */
export const propertyKey = (name: string): Source => (isIdentifier(name) ? Source.trusted(name) : textLiteral(name));

/** A JSON value. */
export const literal = (value: unknown): Source => {
  if (Array.isArray(value)) return js`[${joined(value.map(literal), ",")}]`;
  if (typeof value !== "object" || value === null) return Source.trusted(jsonText(value));
  const entries = Object.entries(value).map(([name, below]) => js`${jsonKey(name)}:${literal(below)}`);
  return js`{${joined(entries, ",")}}`;
};

const jsonKey = (name: string): Source => (name === "__proto__" ? literalKey(name) : textLiteral(name));

/** A pattern as a regular expression; its own escapes make slashes and line ends harmless. */
export const regexLiteral = (pattern: string): Source =>
  Source.trusted(replaceUnsafe(new RegExp(pattern, "u").toString(), inBraces));
