/*::
/** Where a value stands in what is checked, and through it where its issues go. *\/
export interface $Place {
  readonly all: $Search;
  readonly up: $Place | undefined;
  name: string | number;
  part: $Place | undefined;
  at(name: string | number): $Place;
}

/** What one search for issues has found, and how much it may still do. *\/
interface $Search {
  found: $Found[];
  readonly limit: number;
  readonly onAsked: ((part: $Place) => unknown) | undefined;
  tries: number;
}

/** A check that failed, as it is kept until it is put into words. *\/
export interface $Found {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly expected: string | readonly unknown[];
  readonly names: readonly string[] | undefined;
}
*/

/** A place in what is checked. */
export function placeIn(all /*: $Place["all"] */, up /*?: $Place */) /*: $Place */ {
  return { all, up, name: "", part: undefined, at: placeOfPart };
}

/** The place of a part. A check of one part is over before the next begins, so that they share one object. */
function placeOfPart(/*:: this: $Place, */ name /*: string | number */) /*: $Place */ {
  this.part ??= placeIn(this.all, this);
  this.part.name = name;
  this.all.onAsked?.(this.part);
  return this.part;
}
