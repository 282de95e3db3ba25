import { createHash } from "node:crypto";
import { type Place, placeKey } from "./schema-folder.ts";
import type { Meaning } from "./shape.ts";

/** Longer keys are replaced by digests, to bound memory for choices with many branches. */
const mostCharacters = 200;

const short = (key: string): string =>
  key.length <= mostCharacters ? key : createHash("sha256").update(key).digest("base64");

/** The distinct keys of some places, sorted; the common case of one place needs neither. */
const keysOf = (places: readonly Place[]): string => {
  const [first, ...more] = places;
  if (!first) return "";
  return more.length === 0 ? placeKey(first) : [...new Set(places.map(placeKey))].toSorted().join(" ");
};

const known = new WeakMap<Meaning, string>();

/** A key for a meaning. */
export const meaningKey = (meaning: Meaning): string => {
  const found = known.get(meaning);
  if (found !== undefined) return found;
  const { all, none, types, decided } = meaning;
  const key = short(
    [keysOf(all), keysOf(none), [...(types ?? ["*"])].join(" "), [...decided].toSorted().join(" ")].join("|"),
  );
  known.set(meaning, key);
  return key;
};
