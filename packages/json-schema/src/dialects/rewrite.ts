/** A schema's keywords, unchecked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a schema's keywords, or any other object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value one token below another; `undefined` when there is none. */
export const valueBelow = (value: unknown, token: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, token) ? Reflect.get(value, token) : undefined;

export type Entries = readonly (readonly [string, unknown])[];

/** The context of a schema. */
export interface Surroundings {
  /** Whether the schema is the root of a document. */
  readonly isRoot: boolean;
  /** Whether the schema is a root or has an `$id`. */
  readonly isResource: boolean;
  /** Whether the resource around the schema has `$recursiveAnchor: true`. */
  readonly isRecursive: boolean;
  /** Whether `contains` must not mark items as evaluated, as in 2019-09. */
  readonly hidesContains: boolean;
}

/** Returns the keywords of the other dialect that replace a keyword; none to drop it. */
export type Rewrite = (value: unknown, fields: Fields, around: Surroundings) => Entries;

/** The keywords of a dialect that are rewritten. */
export type RewriteTable = ReadonlyMap<string, Rewrite>;

/** An annotation that the other dialect lacks. */
export const dropped: Rewrite = () => [];

export const renamedTo =
  (keyword: string): Rewrite =>
  (value) => [[keyword, value]];
