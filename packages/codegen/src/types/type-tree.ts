import type { Kind } from "./json-kinds.ts";

/** The text of a JSDoc comment; `undefined` for no comment. */
export type Doc = string | undefined;

/** A property of an object type. */
export interface PropertyType {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: TypeTree;
  readonly doc: Doc;
}

/** An object type; `others` is the type of unnamed properties, if they are described. */
export interface ObjectType {
  readonly kind: "object";
  readonly properties: readonly PropertyType[];
  readonly others: { readonly type: TypeTree; readonly doc: Doc } | undefined;
}

/** A TypeScript type as a tree. */
export type TypeTree =
  | ObjectType
  | { readonly kind: "unknown" | "never" }
  /** A keyword type: `undefined` in index signatures that cover optional properties, `object` in intersections. */
  | { readonly kind: "scalar"; readonly type: "boolean" | "null" | "number" | "object" | "string" | "undefined" }
  | { readonly kind: "literal"; readonly value: boolean | number | string }
  | { readonly kind: "union" | "intersection"; readonly members: readonly TypeTree[] }
  | { readonly kind: "array"; readonly item: TypeTree }
  | { readonly kind: "tuple"; readonly items: readonly TypeTree[]; readonly rest: TypeTree | undefined }
  /** A declared type by name, and the kinds of its values. */
  | { readonly kind: "reference"; readonly name: string; readonly kinds: ReadonlySet<Kind> };

/** The types directly inside a type. */
export const inside = (type: TypeTree): readonly TypeTree[] => {
  switch (type.kind) {
    case "object":
      return [...type.properties.map((property) => property.type), ...(type.others ? [type.others.type] : [])];
    case "union":
    case "intersection":
      return type.members;
    case "array":
      return [type.item];
    case "tuple":
      return [...type.items, ...(type.rest ? [type.rest] : [])];
    case "unknown":
    case "never":
    case "scalar":
    case "literal":
    case "reference":
      return [];
    default:
      return type satisfies never;
  }
};

const sizes = new WeakMap<TypeTree, number>();

/** The number of types in the printed type. */
export const sizeOf = (type: TypeTree): number => {
  const size = sizes.get(type) ?? inside(type).reduce((sum, part) => sum + sizeOf(part), 1);
  sizes.set(type, size);
  return size;
};

/** A declared type. */
export interface TypeDeclaration {
  readonly name: string;
  readonly doc: Doc;
  readonly type: TypeTree;
  /** The names of the interfaces that it extends. */
  readonly bases: readonly string[];
}
