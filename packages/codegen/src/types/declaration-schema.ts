import { commentLines } from "../source-text/comment.ts";
import { intersectionOf } from "./combine-types.ts";
import type { Kind } from "./json-kinds.ts";
import { printType } from "./print-type.ts";
import type { Doc, ObjectType, PropertyType, TypeDeclaration, TypeTree } from "./type-tree.ts";

/** A schema as json-schema-to-typescript reads it: its own types have no room for what is extended. */
type LibrarySchema = Readonly<Record<string, unknown>>;

const described = (doc: Doc): LibrarySchema => (doc === undefined ? {} : { description: commentLines(doc).join("\n") });

/** A schema that json-schema-to-typescript has nothing to find out about. */
const typed = (type: TypeTree, doc: Doc): LibrarySchema => ({ ...described(doc), tsType: printType(type).text });

/**
 * Whether json-schema-to-typescript writes a property's name safely: it escapes less than has to be, and calls methods of
 * the object that holds the properties.
 */
const isWritable = ({ name }: PropertyType): boolean =>
  /^[\p{L}\p{N}_$ .:-]+$/u.test(name) && !(name in Object.prototype);

const objects: ReadonlySet<Kind> = new Set(["object"]);

/** Whether json-schema-to-typescript keeps an index signature as it is: it adds the types of named properties by their text. */
const keepsIndex = ({ properties, others }: ObjectType): boolean => {
  if (others === undefined || others.type.kind === "unknown") return true;
  const members = others.type.kind === "union" ? others.type.members : [others.type];
  const texts = new Set(members.map((member) => printType(member).text));
  return properties.every(({ type }) => texts.has(printType(type).text));
};

/**
 * The schema that json-schema-to-typescript writes a declaration from.
 *
 * Text from outside reaches it as names of properties and as descriptions alone, both harmless by then.
 */
export const declarationSchema = ({ doc, type, bases }: TypeDeclaration): LibrarySchema => {
  if (type.kind !== "object" || !type.properties.every(isWritable) || !keepsIndex(type)) {
    const parts = bases.map((name): TypeTree => ({ kind: "reference", name, kinds: objects }));
    return typed(intersectionOf([...parts, type]), doc);
  }
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
