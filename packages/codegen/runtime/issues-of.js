/** All issues of a value, at most `limit`; none for a valid one, which costs the fast check alone. */
export function issuesOf(value, is, collect, limit = 20) {
  const sink = { issues: [], limit, path: [], hints: true, tries: { left: 64 } };
  if (!is(value)) collect(value, sink);
  return sink.issues;
}
