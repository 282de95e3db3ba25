/*:: import type { Place } from "./place.js"; */

/** Where a value stands in what is checked, and through it where its issues go. */
export function placeIn(all /*: Place["all"] */, up /*?: Place */) /*: Place */ {
  return { all, up, name: undefined, part: undefined, at: placeOfPart };
}

/** The place of a part. A check of one part is over before the next begins, so that they share one object. */
function placeOfPart(/*:: this: Place, */ name /*: string | number */) /*: Place */ {
  this.part ??= placeIn(this.all, this);
  this.part.name = name;
  this.all.onAsked?.(this);
  return this.part;
}
