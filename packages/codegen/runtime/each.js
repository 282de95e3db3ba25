/** Checks every item of an array, until the limit of issues is reached. */
export function each(items, pointer, sink, collect) {
  for (let i = 0; i < items.length && sink.issues.length < sink.limit; i += 1) {
    collect(items[i], `${pointer}/${i}`, sink);
  }
}
