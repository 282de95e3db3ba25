import { partOf } from "./part-of.js";

/** Where the issues of a part of a value go; nowhere when none are collected. Kept so short that engines inline it. */
export function at(sink, name) {
  return sink === undefined ? undefined : partOf(sink, name);
}
