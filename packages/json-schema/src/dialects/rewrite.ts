/** A schema's keywords, not yet checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a schema's keywords, or any other object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value one token below another; `undefined` where nothing stands there. */
export const valueBelow = (value: unknown, token: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, token) ? Reflect.get(value, token) : undefined;

export type Entries = readonly (readonly [string, unknown])[];

/** What the place of a schema tells beside its keywords. */
export interface Surroundings {
  /** Whether the schema is a document. */
  readonly isRoot: boolean;
  /** Whether the schema is a document or has an `$id`. */
  readonly isResource: boolean;
  /** Whether the resource around the schema has `$recursiveAnchor: true`. */
  readonly isRecursive: boolean;
  /** Whether `contains` must leave no trace for `unevaluatedItems`, as in 2019-09. */
  readonly hidesContains: boolean;
  /** The resource around the schema, as it was written. */
  readonly resource: unknown;
}

/** Says what becomes of a keyword: nothing, the same, or one or more keywords of the dialect that it is converted to. */
export type Rewrite = (value: unknown, fields: Fields, around: Surroundings) => Entries;

/** Keywords that one dialect writes in another way than the dialect that it is converted to. */
export type RewriteTable = ReadonlyMap<string, Rewrite>;

/** An annotation that the other dialect lacks. */
export const dropped: Rewrite = () => [];

export const renamedTo =
  (keyword: string): Rewrite =>
  (value) => [[keyword, value]];
