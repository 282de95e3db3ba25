import { listInWords } from "../list-in-words.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";

/** The kinds of notes on a schema set. */
export type NoteKind = "allowed-pattern" | "quadratic-pattern" | "ref-siblings" | "renamed" | "unknown-format";

/** Collects notes, and reports each kind once. */
export interface Notes {
  /** @param detail what differs from place to place, such as a format's name */
  readonly add: (kind: NoteKind, node: Pick<SchemaNode, "file" | "pointer">, detail?: string) => void;
  /** One sentence for each kind of note. */
  readonly sentences: () => readonly string[];
}

interface Noted {
  readonly place: string;
  readonly detail: string | undefined;
}

const places = (noted: readonly Noted[]): string => {
  const [first = "", ...more] = noted.map(({ place }) => place).toSorted();
  return more.length === 0 ? first : `${first} and ${more.length} more`;
};

/** The details with one place each: `color (a.schema.json#/format and 2 more), phone (...)`. */
const byDetail = (noted: readonly Noted[]): string => {
  const details = [...new Set(noted.map(({ detail = "" }) => detail))].toSorted();
  return listInWords(details.map((detail) => `${detail} (${places(noted.filter((one) => one.detail === detail))})`));
};

const sentences: { readonly [Kind in NoteKind]: (noted: readonly Noted[]) => string } = {
  "quadratic-pattern": (noted) =>
    `patterns can take quadratic time in a string's length: ${places(noted)}; limit the length of what you match`,
  "allowed-pattern": (noted) =>
    `slow patterns are emitted because of --allow-pattern: ${places(noted)}; limit the length of what you match`,
  "unknown-format": (noted) =>
    `formats that validators don't check are annotations: ${byDetail(noted)}; --unknown-formats refuse rejects them`,
  renamed: (noted) =>
    `names that are already used get more words: ${listInWords(noted.map(({ place, detail }) => `${place} is ${detail}`))}; --name FILE#POINTER=NAME chooses another`,
  "ref-siblings": (noted) =>
    `drafts up to 07 ignore keywords next to $ref: ${byDetail(noted)}; put them in allOf, or write the schema in 2020-12`,
};

const order: readonly NoteKind[] = [
  "quadratic-pattern",
  "allowed-pattern",
  "unknown-format",
  "ref-siblings",
  "renamed",
];

/** @param placeInWords names a place as its author knows it */
export const createNotes = (placeInWords: (place: Pick<SchemaNode, "file" | "pointer">) => string = placeOf): Notes => {
  const all = new Map<NoteKind, Noted[]>();
  return {
    add: (kind, node, detail) => {
      const known = all.get(kind) ?? [];
      known.push({ place: placeInWords(node), detail });
      all.set(kind, known);
    },
    sentences: () =>
      order.flatMap((kind) => {
        const noted = all.get(kind);
        return noted === undefined ? [] : [sentences[kind](noted)];
      }),
  };
};
