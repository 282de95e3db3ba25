import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { aliasOf } from "./declaration-schema.ts";
import { printType } from "./print-type.ts";
import type { TypeDeclaration } from "./type-tree.ts";

/**
 * The declaration of a type without its comment: an interface where json-schema-to-typescript prints one. An alias of the
 * same type can be assigned to an index signature, and an interface can't.
 */
export const printDeclared = (declaration: TypeDeclaration): Source => {
  const { name, type, bases } = declaration;
  const alias = aliasOf(declaration);
  if (alias !== undefined || type.kind !== "object") return js`type ${identifier(name)} = ${printType(alias ?? type)};`;
  const extended = bases.length === 0 ? js`` : js` extends ${joined(bases.map(identifier), ", ")}`;
  return js`interface ${identifier(name)}${extended} ${printType(type)}`;
};
