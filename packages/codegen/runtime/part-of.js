/** The place of a part. A check of one part is over before the next begins, so that they share one object. */
export function partOf(sink, name) {
  sink.part ??= { name, up: sink, part: undefined, all: sink.all };
  sink.part.name = name;
  sink.all.onAsked?.(sink, name);
  return sink.part;
}
