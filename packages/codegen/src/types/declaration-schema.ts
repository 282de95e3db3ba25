import { commentLines } from "../source-text/comment.ts";
import { intersectionOf } from "./combine-types.ts";
import type { Kind } from "./json-kinds.ts";
import { printType } from "./print-type.ts";
import type { Doc, ObjectType, PropertyType, TypeDeclaration, TypeTree } from "./type-tree.ts";

/** A schema for json-schema-to-typescript, whose own types lack extensions. */
type LibrarySchema = Readonly<Record<string, unknown>>;

const described = (doc: Doc): LibrarySchema => (doc === undefined ? {} : { description: commentLines(doc).join("\n") });

/** A schema whose type is given by `tsType`. */
const typed = (type: TypeTree, doc: Doc): LibrarySchema => ({ ...described(doc), tsType: printType(type).text });

/**
 * Whether json-schema-to-typescript prints a property name safely: it escapes too little, and calls methods of the object
 * with the properties.
 */
const isWritable = ({ name }: PropertyType): boolean =>
  /^[\p{L}\p{N}_$ .:-]+$/u.test(name) && !(name in Object.prototype);

const objects: ReadonlySet<Kind> = new Set(["object"]);

/** Whether json-schema-to-typescript keeps an index signature unchanged: it adds the types of named properties as text. */
const keepsIndex = ({ properties, others }: ObjectType): boolean => {
  if (others === undefined || others.type.kind === "unknown") return true;
  const members = others.type.kind === "union" ? others.type.members : [others.type];
  const texts = new Set(members.map((member) => printType(member).text));
  return properties.every(({ type }) => texts.has(printType(type).text));
};

/** An object that json-schema-to-typescript can't print as an interface, as the alias of a type. */
export const aliasOf = ({ type, bases }: Pick<TypeDeclaration, "bases" | "type">): TypeTree | undefined => {
  if (type.kind === "object" && type.properties.every(isWritable) && keepsIndex(type)) return undefined;
  const parts = bases.map((name): TypeTree => ({ kind: "reference", name, kinds: objects }));
  return intersectionOf([...parts, type]);
};

/**
 * Returns the schema from which json-schema-to-typescript prints a declaration.
 *
 * Untrusted text only reaches it as property names and descriptions, both escaped.
 */
export const declarationSchema = ({ doc, type, bases }: TypeDeclaration): LibrarySchema => {
  const alias = aliasOf({ type, bases });
  if (alias !== undefined || type.kind !== "object") return typed(alias ?? type, doc);
  const { properties, others } = type;
  return {
    ...described(doc),
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [property.name, typed(property.type, property.doc)])),
    required: properties.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
    additionalProperties: others === undefined ? false : typed(others.type, others.doc),
    extends: bases.map((title) => ({ title })),
  };
};
