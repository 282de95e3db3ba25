/**
 * Makes the sign that most vocabularies are known by: an event has one of their names, at the place that tells their events
 * apart.
 *
 * @param tag - The way to the name, as the generated `...EventTag` has it.
 * @example
 * const looksLike = hasName(shopEventTag, shopEventNames);
 */
export const hasName = (tag: readonly string[], names: readonly string[]) => {
  const known = new Set<unknown>(names);
  return (event: Readonly<Record<string, unknown>>): boolean =>
    known.has(
      tag.reduce<unknown>(
        (above, name) =>
          typeof above === "object" && above !== null && Object.hasOwn(above, name)
            ? Object.getOwnPropertyDescriptor(above, name)?.value
            : undefined,
        event,
      ),
    );
};
