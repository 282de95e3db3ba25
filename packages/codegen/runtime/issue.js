/**
 * Answers a check that failed: no, or where issues are collected, whether to go on.
 *
 * What was found is kept as it is, and put into words when the collecting is over.
 */
export function issue(value, sink, code, expected, names) {
  if (sink === undefined) return false;
  const { found, limit } = sink.all;
  found.push({ value, path: sink.path(), code, expected, names });
  return found.length < limit;
}
