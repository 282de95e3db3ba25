/** What a kind of change means beyond its two verdicts. */
export interface ChangeImpact {
  /** The bump when nobody is hurt. */
  readonly bump: "minor" | "patch";
  /** Whose code stops compiling, or meets what it doesn't expect, although the data may be valid. */
  readonly breaksCodeOf?: "both" | "consumer";
}

const meaning: ChangeImpact = { bump: "minor" };
const words: ChangeImpact = { bump: "patch" };

/** Every kind of change that a diff names. */
export const changeKinds = {
  "schema-added": meaning,
  // A file that others import has gone, and its type with it.
  "schema-removed": { bump: "minor", breaksCodeOf: "both" },
  "schema-moved": { bump: "minor", breaksCodeOf: "both" },
  "definition-added": meaning,
  "definition-removed": { bump: "minor", breaksCodeOf: "both" },
  "definition-moved": words,
  "type-renamed": { bump: "minor", breaksCodeOf: "both" },
  "type-widened": meaning,
  "type-narrowed": meaning,
  "type-changed": meaning,
  "enum-added": meaning,
  "enum-removed": meaning,
  "enum-value-added": meaning,
  "enum-value-removed": meaning,
  "const-changed": meaning,
  "bound-tightened": meaning,
  "bound-loosened": meaning,
  "multiple-of-changed": meaning,
  "pattern-added": meaning,
  "pattern-removed": meaning,
  "pattern-changed": meaning,
  "format-added": meaning,
  "format-removed": meaning,
  "format-changed": meaning,
  "property-added": meaning,
  // The data may be as valid as before, but a reader of the property reads nothing from now on.
  "property-removed": { bump: "minor", breaksCodeOf: "consumer" },
  "required-added": meaning,
  "required-removed": meaning,
  "object-closed": meaning,
  "object-opened": meaning,
  "pattern-property-added": meaning,
  "pattern-property-removed": meaning,
  "property-names-changed": meaning,
  "array-closed": meaning,
  "array-opened": meaning,
  "unique-items-added": meaning,
  "unique-items-removed": meaning,
  "contains-changed": meaning,
  "choice-added": meaning,
  "choice-removed": meaning,
  "choice-kind-changed": meaning,
  "branch-added": meaning,
  "branch-removed": meaning,
  "condition-changed": meaning,
  "not-changed": meaning,
  "unsupported-keyword": meaning,
  "meaning-changed": meaning,
  "default-changed": meaning,
  "deprecated-changed": meaning,
  "annotation-changed": words,
  rewritten: words,
} as const satisfies Readonly<Record<string, ChangeImpact>>;

/** The name of a kind of change. */
export type ChangeKind = keyof typeof changeKinds;
