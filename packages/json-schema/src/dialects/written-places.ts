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
  /** Of a document: where schemas in it were written, with the places to which they were moved. */
  readonly moved?: ReadonlyMap<string, string> | undefined;
  /** The keywords that were written in other words: the new ones with the old ones. */
  readonly keywords?: ReadonlyMap<string, string>;
}

const origins = new WeakMap<object, Origin>();

/** Keeps what conversion changed of the place of a schema, for messages. */
export const keepOrigin = (schema: object, origin: Origin): void => {
  const { pointer, moved, keywords } = origin;
  if (pointer !== undefined || (moved?.size ?? 0) > 0 || (keywords?.size ?? 0) > 0) origins.set(schema, origin);
};

/** Where the author of a converted document wrote what stands at a pointer of it. */
export const writtenPointer = (document: unknown, pointer: string): string => {
  let at = document;
  let written = "";
  for (const token of pointerTokens(pointer)) {
    const keywords = typeof at === "object" && at !== null ? origins.get(at)?.keywords : undefined;
    at = valueBelow(at, token);
    const moved = typeof at === "object" && at !== null ? origins.get(at)?.pointer : undefined;
    written = moved ?? appendToken(written, keywords?.get(token) ?? token);
  }
  return written;
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

/** @param documents converted documents by name, in lists of which the first with a name counts */
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
