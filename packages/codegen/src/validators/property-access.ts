import { propertyKey, textLiteral } from "../source-text/literals.ts";
import { callOf, isIdentifier, js, type Source } from "../source-text/source.ts";

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object inherits a property of this name. */
export const isInherited = (name: string): boolean => inherited.has(name);

/** Reads a property in generated code. A name that every object inherits is looked up as an own one. */
export const propertyAccess = (object: Source, name: string, { optional = false } = {}): Source => {
  if (isInherited(name)) return callOf("own", object, textLiteral(name));
  if (!isIdentifier(name)) return js`${object}${optional ? js`?.` : js``}[${textLiteral(name)}]`;
  return js`${object}${optional ? js`?.` : js`.`}${propertyKey(name)}`;
};
