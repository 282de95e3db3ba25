import type { Links } from "../dialects/convert-document.ts";
import { findHidden, liftHidden } from "../dialects/lift-hidden.ts";
import { relativeIds } from "../resolve/addresses.ts";
import { addressesOf, decoded } from "../resolve/locate.ts";
import { fieldsOf, valueAt } from "../resolve/unchecked.ts";
import { type Bases, basesOf, outsideOf, referencesIn } from "./references-in.ts";

type Documents = ReadonlyMap<string, unknown>;

/** The references between documents that lead through keywords that no dialect knows. */
export interface DocumentLinks {
  readonly linksOf: (file: string) => Links;
  /**
   * Finds more such references in converted documents.
   *
   * @returns whether there were any, so that the documents must be converted again
   */
  readonly update: (documents: Documents) => boolean;
}

/** A schema whose references are followed. */
interface Scanned {
  readonly file: string;
  readonly schema: unknown;
  /** The bases around it. */
  readonly above: Bases;
}

/** The parts of an address: the document, and the decoded pointer in it. */
const partsOf = (address: string): readonly [string, string] => {
  const [bare = "", fragment = ""] = address.split("#");
  return [bare, decoded(fragment)];
};

/** @param originals the documents before their conversion, by name; may grow */
export const createLinks = (originals: Documents): DocumentLinks => {
  const pointers = new Map<string, Set<string>>();
  const moved = new Map<string, ReadonlyMap<string, string>>();
  /** Documents by their addresses, and the bases in them. */
  const files = new Map<string, string>();
  const inside = new Map<string, Bases>();

  const register = (file: string, document: unknown): void => {
    const outside = outsideOf(file);
    const bases = basesOf(fieldsOf(document)?.get("$id"), outside);
    inside.set(file, bases);
    for (const address of [outside.address, bases.address, bases.idAddress]) {
      if (address !== relativeIds && !files.has(address)) files.set(address, file);
    }
  };

  /** The place in an original that a reference leads to; `undefined` where there is none. */
  const placeOf = (file: string, ref: string, bases: Bases): readonly [string, string] | undefined => {
    if (!ref.includes("#/")) return undefined;
    for (const address of addressesOf(ref, { ...bases, file })) {
      const [bare, pointer] = partsOf(address);
      const found = files.get(bare);
      if (found !== undefined && valueAt(originals.get(found), pointer) !== undefined) return [found, pointer];
    }
    return undefined;
  };

  /** The targets of references through unknown keywords, which weren't found before. */
  const newTargets = ({ file, schema, above }: Scanned): readonly Scanned[] =>
    referencesIn(schema, above).flatMap(({ ref, ...bases }) => {
      const [found, pointer] = placeOf(file, ref, bases) ?? [];
      if (found === undefined || pointer === undefined || pointers.get(found)?.has(pointer)) return [];
      const hidden = findHidden(originals.get(found), pointer);
      if (!hidden) return [];
      pointers.set(found, (pointers.get(found) ?? new Set()).add(pointer));
      return [{ file: found, schema: hidden.target, above: inside.get(found) ?? outsideOf(found) }];
    });

  return {
    linksOf: (file) => ({
      bases: outsideOf(file),
      pointers: pointers.get(file) ?? new Set(),
      redirect: (ref, bases) => {
        const [found = "", pointer = ""] = moved.size === 0 ? [] : (placeOf(file, ref, bases) ?? []);
        const target = moved.get(found)?.get(pointer);
        return target === undefined ? undefined : `${ref.split("#")[0]}#${encodeURI(target)}`;
      },
    }),
    update: (documents) => {
      for (const [file, document] of documents) register(file, document);
      const waiting = [...documents].map(([file, schema]): Scanned => ({ file, schema, above: outsideOf(file) }));
      let isNew = false;
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const found = newTargets(next);
        isNew ||= found.length > 0;
        waiting.push(...found);
      }
      for (const [file, ones] of pointers) moved.set(file, liftHidden(originals.get(file), ones).moved);
      return isNew;
    },
  };
};
