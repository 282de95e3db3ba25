import { schemaTokens } from "./children.ts";
import { appendToken, pointerTokens } from "../json-pointer.ts";

/** The own properties of a JSON object. */
export type Fields = ReadonlyMap<string, unknown>;

/** The fields of a JSON object; `undefined` for any other value. */
export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;

/** The items of a JSON array; `undefined` for any other value. */
export const itemsOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** The value one token below another; `undefined` when there is none. */
const valueBelow = (value: unknown, token: string | number): unknown => {
  if (Array.isArray(value)) return itemsOf(value)?.[Number(token)];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
  return Reflect.get(value, token);
};

/** The value at a pointer of a document; `undefined` when there is none. */
export const valueAt = (document: unknown, pointer: string): unknown =>
  pointerTokens(pointer).reduce<unknown>(valueBelow, document);

/** A value in the place of a schema, and its pointer. */
export interface PlacedSchema {
  readonly pointer: string;
  readonly schema: unknown;
}

/** The child schemas of an unchecked schema, with their pointers. */
export const schemasBelow = (pointer: string, schema: unknown): readonly PlacedSchema[] =>
  [...(fieldsOf(schema) ?? [])].flatMap(([keyword, value]) =>
    schemaTokens(keyword, value).map((token) => {
      const at = appendToken(pointer, keyword);
      if (token === undefined) return { pointer: at, schema: value };
      return { pointer: appendToken(at, token), schema: valueBelow(value, token) };
    }),
  );
