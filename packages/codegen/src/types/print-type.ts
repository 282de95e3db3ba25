import { docComment } from "../source-text/comment.ts";
import { literal, propertyKey } from "../source-text/literals.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import type { Doc, ObjectType, TypeTree } from "./type-tree.ts";

const width = 100;
const step = 2;

const spaces = (count: number): Source =>
  joined(
    Array.from({ length: count }, () => js` `),
    "",
  );

const printObject = ({ properties, others }: ObjectType, indent: number): Source => {
  const within = indent + step;
  const member = (head: Source, type: TypeTree, doc: Doc): Source => {
    const comment = doc === undefined ? js`` : js`${docComment(doc, within)}\n`;
    return js`${comment}${spaces(within)}${head}: ${printType(type, within)};\n`;
  };
  const members = [
    ...properties.map(({ name, isOptional, type, doc }) =>
      member(js`${propertyKey(name)}${isOptional ? js`?` : js``}`, type, doc),
    ),
    ...(others === undefined ? [] : [member(js`[k: string]`, others.type, others.doc)]),
  ];
  return members.length === 0 ? js`{}` : js`{\n${joined(members, "")}${spaces(indent)}}`;
};

/** A member of a combined type, in parentheses if needed. */
const printPart = (type: TypeTree, indent: number): Source =>
  type.kind === "union" || type.kind === "intersection" ? js`(${printType(type, indent)})` : printType(type, indent);

const scalars = {
  boolean: js`boolean`,
  null: js`null`,
  number: js`number`,
  object: js`object`,
  string: js`string`,
  undefined: js`undefined`,
} as const;

/** Prints a type at an indentation. */
export const printType = (type: TypeTree, indent = 0): Source => {
  switch (type.kind) {
    case "unknown":
      return js`unknown`;
    case "never":
      return js`never`;
    case "scalar":
      return scalars[type.type];
    case "literal":
      return literal(type.value);
    case "reference":
      return identifier(type.name);
    case "object":
      return printObject(type, indent);
    case "array":
      return js`${printPart(type.item, indent)}[]`;
    case "tuple": {
      const items = type.items.map((item) => printType(item, indent));
      const rest = type.rest === undefined ? [] : [js`...${printPart(type.rest, indent)}[]`];
      return js`[${joined([...items, ...rest], ", ")}]`;
    }
    case "union": {
      const members = type.members.map((member) => printPart(member, indent));
      const line = joined(members, " | ");
      return line.text.length <= width ? line : joined(members, `\n${" ".repeat(indent + step)}| `);
    }
    case "intersection":
      return joined(
        type.members.map((member) => printPart(member, indent)),
        " & ",
      );
    default:
      return type satisfies never;
  }
};
