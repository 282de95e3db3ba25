/** Where a value stands in what is checked, and through it where its issues go. */
export function placeIn(all, up) {
  return { all, up, name: undefined, part: undefined, at: placeOfPart };
}

/** The place of a part. A check of one part is over before the next begins, so that they share one object. */
function placeOfPart(name) {
  this.part ??= placeIn(this.all, this);
  this.part.name = name;
  this.all.onAsked?.(this, name);
  return this.part;
}
