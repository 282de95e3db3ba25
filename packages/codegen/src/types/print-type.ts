import { docComment } from "../source-text/comment.ts";
import { propertyKey } from "../source-text/literals.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { type Doc, inside, type ObjectType, type TypeDeclaration, type TypeTree } from "./type-tree.ts";

const width = 120;
const step = 2;

/** Where a type stands: how far its lines are indented, and how many columns the first of them has beside it. */
interface Standing {
  readonly indent: number;
  readonly taken: number;
}

const spaces = (count: number): Source =>
  joined(
    Array.from({ length: count }, () => js` `),
    "",
  );

const line = (indent: number): Source => js`\n${spaces(indent)}`;

const bracketed = (type: TypeTree, print: (type: TypeTree) => Source): Source =>
  type.kind === "union" || type.kind === "intersection" ? js`(${print(type)})` : print(type);

/** The type on one line; nothing where an object in it has to stand on several. */
const flat = (type: TypeTree): Source | undefined => {
  if (hasLines(type)) return undefined;
  return flatHere(type);
};

/** Whether an object with anything in it is a part of a type. */
const hasLines = (type: TypeTree): boolean =>
  (type.kind === "object" && inside(type).length > 0) || inside(type).some(hasLines);

const flatHere = (type: TypeTree): Source => {
  switch (type.kind) {
    case "plain":
      return type.source;
    case "reference":
      return identifier(type.name);
    case "object":
      return js`{}`;
    case "array":
      return js`${bracketed(type.item, flatHere)}[]`;
    case "tuple": {
      const rest = type.rest === undefined ? [] : [js`...${bracketed(type.rest, flatHere)}[]`];
      return js`[${joined([...type.items.map(flatHere), ...rest], ", ")}]`;
    }
    case "union":
      return joined(type.members.map(flatHere), " | ");
    case "intersection":
      return joined(
        type.members.map((member) => (member.kind === "union" ? js`(${flatHere(member)})` : flatHere(member))),
        " & ",
      );
    default:
      return type satisfies never;
  }
};

const commentOf = (doc: Doc, indent: number): Source => (doc === undefined ? js`` : js`${docComment(doc, indent)}\n`);

const objectIn = ({ properties, others }: ObjectType, indent: number): Source => {
  const within = indent + step;
  const member = (head: Source, type: TypeTree, doc: Doc): Source =>
    js`${commentOf(doc, within)}${spaces(within)}${valueAfter(head, js`: `, type, within)};\n`;
  const named = properties.map(({ name, isOptional, type, doc }) =>
    member(js`${propertyKey(name)}${isOptional ? js`?` : js``}`, type, doc),
  );
  const index = others === undefined ? [] : [member(js`[k: string]`, others.type, others.doc)];
  return js`{\n${joined([...named, ...index], "")}${spaces(indent)}}`;
};

const isNullish = (type: TypeTree): boolean => type.kind === "plain" && type.source.text === "null";

/** Whether a union is an object or nothing, and stays beside the name that it belongs to. */
const hugs = (members: readonly TypeTree[]): boolean =>
  members.filter((member) => member.kind === "object").length === 1 &&
  members.filter(isNullish).length === members.length - 1;

/** A type, in as many lines as it needs. */
const typeIn = (type: TypeTree, standing: Standing): Source => {
  const { indent, taken } = standing;
  const single = flat(type);
  if (single !== undefined && indent + taken + single.text.length <= width) return single;
  const below: Standing = { indent: indent + step, taken: 1 };
  switch (type.kind) {
    case "plain":
    case "reference":
      return flatHere(type);
    case "object":
      return hasLines(type) ? objectIn(type, indent) : js`{}`;
    case "array":
      if (type.item.kind !== "union" && type.item.kind !== "intersection") return js`${typeIn(type.item, standing)}[]`;
      return js`(${line(below.indent)}${broken(type.item, below)}${line(indent)})[]`;
    case "tuple": {
      const items = type.items.map((item) => typeIn(item, below));
      const rest = type.rest === undefined ? [] : [js`...${typeIn({ kind: "array", item: type.rest }, below)}`];
      return js`[${joined(
        [...items, ...rest].map((item) => js`${line(below.indent)}${item},`),
        "",
      )}${line(indent)}]`;
    }
    case "union":
    case "intersection":
      return broken(type, standing);
    default:
      return type satisfies never;
  }
};

/** A union or an intersection that doesn't fit on one line. */
const broken = (type: TypeTree & { readonly kind: "union" | "intersection" }, { indent }: Standing): Source => {
  if (type.kind === "union") {
    if (hugs(type.members))
      return joined(
        type.members.map((member) => typeIn(member, { indent, taken: 0 })),
        " | ",
      );
    const members = type.members.map((member) => js`| ${typeIn(member, { indent: indent + step, taken: 1 })}`);
    return joined(members, line(indent).text);
  }
  const members = type.members.map((member) =>
    bracketed(member, (inner) =>
      typeIn(inner, { indent: member.kind === "object" ? indent : indent + step, taken: 1 }),
    ),
  );
  return joined(members, " & ");
};

/** A type after the name that it belongs to: beside it, or below where it fits better there. */
const valueAfter = (head: Source, between: Source, type: TypeTree, indent: number): Source => {
  const taken = head.text.length + between.text.length + 1;
  const single = flat(type);
  const isBeside = single !== undefined && indent + taken + single.text.length <= width;
  if (isBeside || type.kind !== "union" || hugs(type.members)) {
    return js`${head}${between}${typeIn(type, { indent, taken })}`;
  }
  const below = { indent: indent + step, taken: 1 };
  return js`${head}${between.text === ": " ? js`:` : js` =`}${line(below.indent)}${typeIn(type, below)}`;
};

/** A type on its own. */
export const printType = (type: TypeTree): Source => typeIn(type, { indent: 0, taken: 0 });

/** The declaration of a type, without the comment above it. */
export const printDeclared = ({ name, type, bases }: TypeDeclaration): Source => {
  if (type.kind !== "object") return js`${valueAfter(js`type ${identifier(name)}`, js` = `, type, 0)};`;
  const heirs = bases.length === 0 ? js`` : js` extends ${joined(bases.map(identifier), ", ")}`;
  return js`interface ${identifier(name)}${heirs} ${typeIn(type, { indent: 0, taken: 0 })}`;
};

/** The declaration of a type, exported and with its comment. */
export const printDeclaration = (declaration: TypeDeclaration): Source =>
  js`${commentOf(declaration.doc, 0)}export ${printDeclared(declaration)}`;
