/** Where a value stands in what is checked, and through it where its issues go. */
export function placeIn(all, up) {
  let part;
  const place = {
    all,
    /** The names that lead here. */
    path: () => (up ? [...up.path(), place.name] : []),
    /** The place of a part. A check of one part is over before the next begins, so that they share one object. */
    at(name) {
      part ??= placeIn(all, place);
      part.name = name;
      all.onAsked?.(place, name);
      return part;
    },
  };
  return place;
}
