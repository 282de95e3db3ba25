import type { Kind } from "./json-kinds.ts";

/** What a JSDoc comment says; `undefined` where there is nothing to say. */
export type Doc = string | undefined;

/** A property of an object type. */
export interface PropertyType {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: TypeTree;
  readonly doc: Doc;
}

/** An object type; `others` is the type of the properties without names of their own, where they are described. */
export interface ObjectType {
  readonly kind: "object";
  readonly properties: readonly PropertyType[];
  readonly others: { readonly type: TypeTree; readonly doc: Doc } | undefined;
}

/** A TypeScript type, as the tree that it is printed from. */
export type TypeTree =
  | ObjectType
  | { readonly kind: "unknown" | "never" }
  /** A type by its keyword: `undefined` in an index signature that covers optional properties, `object` beside others. */
  | { readonly kind: "scalar"; readonly type: "boolean" | "null" | "number" | "object" | "string" | "undefined" }
  | { readonly kind: "literal"; readonly value: boolean | number | string }
  | { readonly kind: "union" | "intersection"; readonly members: readonly TypeTree[] }
  | { readonly kind: "array"; readonly item: TypeTree }
  | { readonly kind: "tuple"; readonly items: readonly TypeTree[]; readonly rest: TypeTree | undefined }
  /** A declared type, by its name, and the kinds of values that it may have. */
  | { readonly kind: "reference"; readonly name: string; readonly kinds: ReadonlySet<Kind> };

/** The types directly inside of a type. */
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

/** How many types a type consists of, as often as each is written. */
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
  /** The names of the interfaces that it extends, where it is an interface itself. */
  readonly bases: readonly string[];
}
