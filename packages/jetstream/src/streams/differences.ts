/** A setting of a stream or of its consumer that isn't what it should be. */
export interface Difference {
  /** The stream or the consumer. */
  readonly of: string;
  readonly setting: string;
  readonly expected: string;
  readonly found: string;
}

const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));

/** Returns the settings that differ. What `expected` doesn't name may be anything; a server leaves out what is 0 or false. */
export const findDifferences = (of: string, expected: object, found: object): readonly Difference[] =>
  Object.entries(expected).flatMap(([setting, value]: [string, unknown]) => {
    const other: unknown = Object.entries(found).find(([name]) => name === setting)?.[1];
    const isEmpty = other === undefined && (value === 0 || value === false);
    return isEmpty || shown(value) === shown(other)
      ? []
      : [{ of, setting, expected: shown(value), found: shown(other) }];
  });

/** Returns differences in a sentence. */
export const formatDifferences = (differences: readonly Difference[]): string =>
  differences
    .map(({ of, setting, expected, found }) => `${of} has ${setting} ${found} in place of ${expected}`)
    .join(", ");
