import { isIdentifier, joined, js, Source } from "./source.ts";
import { inBraces, inFourDigits, replaceBlanks, replaceUnsafe } from "./unsafe-characters.ts";

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

/** Whether a constant can be compared with `===`. */
export const isScalar = (constant: unknown): boolean => typeof constant !== "object" || constant === null;

/** A pattern as a regular expression literal; `toString` escapes slashes and line ends. */
export const regexLiteral = (pattern: string): Source =>
  Source.trusted(replaceBlanks(replaceUnsafe(new RegExp(pattern, "u").toString(), inBraces), inBraces));

/** What linters suspect in regular expressions, and a schema may well mean. */
const suspected: readonly (readonly [string, RegExp])[] = [
  ["no-control-regex", /\\x[01]|\\u00[01]|\\u\{0*1?[\da-f]\}/i],
  ["no-empty-character-class", /\[\]/],
  ["no-misleading-character-class", /[\p{M}\p{RI}\p{EMod}\u200d]|\\u/u],
  ["no-regex-spaces", / {2}/],
  ["no-useless-backreference", /\\(?:\d|k<)/],
];

/**
 * A pattern as a regular expression literal. If linters may object to it, it is on a line of its own, below a comment
 * that disables their rules.
 *
 * @param others further rules to disable, such as one that the call on the literal breaks
 */
export const meantRegex = (pattern: string, others: readonly string[] = []): Source => {
  const regex = regexLiteral(pattern);
  const rules = [...suspected.filter(([, shape]) => shape.test(regex.text)).map(([rule]) => rule), ...others];
  return rules.length === 0 ? regex : js`\n// eslint-disable-next-line ${Source.trusted(rules.join(", "))}\n${regex}`;
};
