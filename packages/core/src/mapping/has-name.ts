/**
 * Creates a predicate, such as `looksLike` of a `Mapping`: whether an object has one of the vocabulary's names at the
 * tag.
 *
 * @param tag - The path to the name: the generated `...EventTag`.
 * @example
 * const looksLike = hasName(shopEventTag, shopEventNames);
 */
export const hasName = (tag: readonly string[], names: readonly string[]) => {
  const known = new Set<unknown>(names);
  return (event: Readonly<Record<string, unknown>>): boolean =>
    known.has(
      tag.reduce<unknown>(
        (above, name) =>
          typeof above === "object" && above !== null ? Object.getOwnPropertyDescriptor(above, name)?.value : undefined,
        event,
      ),
    );
};
