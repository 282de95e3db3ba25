import { walkJson } from "./walk-json.ts";

/**
 * Returns where the values at some pointers begin in a JSON text, in UTF-16 units. For a missing value, that is where the
 * nearest object or list begins that would contain it.
 */
export const locate = (text: string, pointers: readonly string[]): readonly number[] => {
  const wanted = new Set(pointers.flatMap(withParents));
  const offsets = new Map<string, number>();
  walkJson(text, {
    onValue: (pointer, offset) => {
      if (wanted.has(pointer)) offsets.set(pointer, offset);
    },
  });
  return pointers.map(
    (pointer) =>
      withParents(pointer)
        .map((one) => offsets.get(one))
        .find((offset) => offset !== undefined) ?? 0,
  );
};

/** Returns a pointer and those of what holds it, from the inside out. */
const withParents = (pointer: string): readonly string[] => {
  const names = pointer.split("/");
  return names.map((_, index) => names.slice(0, names.length - index).join("/"));
};
