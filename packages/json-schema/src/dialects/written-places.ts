import { appendToken, pointersUp, pointerTokens } from "../json-pointer.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import { placeInWords, SchemaError, SchemaErrors } from "../schema-error.ts";
import { valueAt } from "../resolve/unchecked.ts";
import { valueBelow } from "./rewrite.ts";

type Place = Pick<SchemaNode, "file" | "pointer">;

/** What conversion changed of the place of a schema. */
interface Origin {
  /** Where the schema was written, if it was moved. */
  readonly pointer?: string | undefined;
  /** The number of levels up to the schema whose keywords were written there, if they were moved into this one. */
  readonly levelsUp?: number | undefined;
  /** Of a document: where schemas in it were written, with the places to which they were moved. */
  readonly moved?: ReadonlyMap<string, string> | undefined;
  /** The keywords that were written in other words: the new ones with the old ones. */
  readonly keywords?: ReadonlyMap<string, string>;
}

const origins = new WeakMap<object, Origin>();

/** Keeps what conversion changed of the place of a schema, for messages. */
export const keepOrigin = (schema: object, origin: Origin): void => {
  const { pointer, levelsUp, moved, keywords } = origin;
  const isMoved = pointer !== undefined || levelsUp !== undefined;
  if (isMoved || (moved?.size ?? 0) > 0 || (keywords?.size ?? 0) > 0) origins.set(schema, origin);
};

const originOf = (value: unknown): Origin | undefined =>
  typeof value === "object" && value !== null ? origins.get(value) : undefined;

/** Where the author of a converted document wrote what stands at a pointer of it. */
export const writtenPointer = (document: unknown, pointer: string): string => {
  let at = document;
  /** The written pointers of the document, and of each value on the way. */
  const steps = [""];
  for (const token of pointerTokens(pointer)) {
    const keyword = originOf(at)?.keywords?.get(token) ?? token;
    at = valueBelow(at, token);
    const { pointer: moved, levelsUp = 0 } = originOf(at) ?? {};
    const above = levelsUp === 0 ? undefined : steps.at(-levelsUp);
    steps.push(moved ?? above ?? appendToken(steps.at(-1) ?? "", keyword));
  }
  return steps.at(-1) ?? "";
};

/** Where a part of a converted schema may stand that its author wrote below a token. */
const placesBelow = (schema: unknown, token: string): readonly string[] => {
  const { keywords = new Map<string, string>() } = originOf(schema) ?? {};
  const renamed = [...keywords].filter(([, before]) => before === token).map(([now]) => appendToken("", now));
  const bases = valueBelow(schema, "allOf");
  const added = (Array.isArray(bases) ? bases : []).flatMap((base: unknown, index) =>
    originOf(base)?.levelsUp === 2 ? [appendToken(`/allOf/${index}/not/not`, token)] : [],
  );
  return [...(keywords.has(token) ? [] : [appendToken("", token)]), ...renamed, ...added];
};

/** Where a part of a converted schema stands, by the pointer at which its author wrote it; `undefined` where there is none. */
export const convertedPointer = (schema: unknown, written: string): string | undefined => {
  const [token, ...more] = pointerTokens(written);
  if (token === undefined) return "";
  for (const place of placesBelow(schema, token)) {
    const value = valueAt(schema, place);
    const below = value === undefined ? undefined : convertedPointer(value, more.reduce(appendToken, ""));
    if (below !== undefined) return `${place}${below}`;
  }
  return undefined;
};

/** Whether the author of a converted document wrote something at a pointer, that is still there. */
export const isWritten = (document: unknown, pointer: string): boolean => {
  const moved = typeof document === "object" && document !== null ? origins.get(document)?.moved : undefined;
  const up = pointersUp(pointer).find((one) => moved?.has(one));
  const converted = up === undefined ? pointer : `${moved?.get(up) ?? ""}${pointer.slice(up.length)}`;
  return valueAt(document, converted) !== undefined;
};

/** Says of places in converted documents where their authors wrote them. */
export interface WrittenPlaces {
  /** `FILE#POINTER` as the author knows it, as flags take it. */
  readonly placeOf: (place: Place) => string;
  /** The same as messages name it: `FILE` for the whole file. */
  readonly inWords: (place: Place) => string;
  readonly pointerOf: (place: Place) => string;
  /** The same error, at the places that its author knows. Errors of other kinds are returned unchanged. */
  readonly inError: (error: unknown) => unknown;
}

/**
 * Creates what finds where converted schemas were written.
 *
 * @param documents converted documents by name, in lists of which the first with a name counts
 */
export const createWrittenPlaces = (...documents: readonly ReadonlyMap<string, unknown>[]): WrittenPlaces => {
  const pointerOf = ({ file, pointer }: Place): string =>
    writtenPointer(documents.find((some) => some.has(file))?.get(file), pointer);
  const one = (error: SchemaError): SchemaError => {
    const pointer = pointerOf(error);
    if (pointer === error.pointer) return error;
    const { file, problem, detail } = error;
    return new SchemaError(file, pointer, problem, { cause: error, ...(detail === undefined ? {} : { detail }) });
  };
  return {
    pointerOf,
    inWords: (place) => placeInWords(place.file, pointerOf(place)),
    placeOf: ({ file, pointer }) => placeOf({ file, pointer: pointerOf({ file, pointer }) }),
    inError: (error) => {
      if (!(error instanceof SchemaError)) return error;
      if (!(error instanceof SchemaErrors)) return one(error);
      const [first = error, ...more] = error.errors;
      return new SchemaErrors(one(first), more.map(one));
    },
  };
};
