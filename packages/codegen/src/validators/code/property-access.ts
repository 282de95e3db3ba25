import { propertyKey, textLiteral } from "../../source-text/literals.ts";
import { callOf, inBoth, isIdentifier, js, type Source } from "../../source-text/source.ts";

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object inherits a property of this name. */
export const isInherited = (name: string): boolean => inherited.has(name);

/** Reads a property in generated code. A name that every object inherits is looked up as an own one. */
export const propertyAccess = (object: Source, name: string): Source => {
  if (isInherited(name)) return callOf("own", object, textLiteral(name));
  const inBrackets = js`[${textLiteral(name)}]`;
  // The object has an index signature, which noPropertyAccessFromIndexSignature allows to be read only with brackets.
  return js`${object}${isIdentifier(name) ? inBoth(js`.${propertyKey(name)}`, inBrackets) : inBrackets}`;
};

/** What is known of a value that is looked into along a path, by names that no object inherits. */
const typeAlong = ([name, ...below]: readonly string[]): Source =>
  name === undefined || isInherited(name)
    ? js`unknown`
    : js`{ readonly ${propertyKey(name)}?: ${typeAlong(below)} } | null | undefined`;

/** Reads what lies on a path into any value, if anything does. */
export const lookAlong = (value: Source, path: readonly string[], isTyped = false): Source => {
  const [name, ...below] = path;
  if (name === undefined) return value;
  if (isInherited(name)) return lookAlong(callOf("own", value, textLiteral(name)), below);
  const place = isTyped ? value : inBoth(value, js`(${value} as ${typeAlong(path)})`);
  return lookAlong(js`${place}?.${isIdentifier(name) ? propertyKey(name) : js`[${textLiteral(name)}]`}`, below, true);
};
