import { may } from "./may.js";

/** Checks every property but the named ones, until the limit of issues is reached. */
export function eachOther(object, named, pointer, sink, collect) {
  for (const name of Object.keys(object)) {
    if (sink.issues.length >= sink.limit) return;
    if (!named.includes(name)) may(object, name, pointer, sink, collect);
  }
}
