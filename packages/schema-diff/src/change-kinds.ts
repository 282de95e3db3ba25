/** What a kind of change means beyond its two verdicts. */
export interface ChangeImpact {
  /** The bump when the change isn't breaking. */
  readonly bump: "minor" | "patch";
  /** The role whose code breaks although the data may be valid. */
  readonly breaksCodeOf?: "both" | "consumer";
}

const semantic: ChangeImpact = { bump: "minor" };
const textual: ChangeImpact = { bump: "patch" };

/** Every kind of change that a diff reports. */
export const changeKinds = {
  "schema-added": semantic,
  // Others import the file and its type.
  "schema-removed": { bump: "minor", breaksCodeOf: "both" },
  "schema-moved": { bump: "minor", breaksCodeOf: "both" },
  "definition-added": semantic,
  "definition-removed": { bump: "minor", breaksCodeOf: "both" },
  "definition-moved": textual,
  "type-renamed": { bump: "minor", breaksCodeOf: "both" },
  "type-widened": semantic,
  "type-narrowed": semantic,
  "type-changed": semantic,
  "enum-added": semantic,
  "enum-removed": semantic,
  "enum-value-added": semantic,
  "enum-value-removed": semantic,
  "const-changed": semantic,
  "bound-tightened": semantic,
  "bound-loosened": semantic,
  "multiple-of-changed": semantic,
  "pattern-added": semantic,
  "pattern-removed": semantic,
  "pattern-changed": semantic,
  "format-added": semantic,
  "format-removed": semantic,
  "format-changed": semantic,
  "property-added": semantic,
  // The data may still be valid, but code that reads the property finds nothing.
  "property-removed": { bump: "minor", breaksCodeOf: "consumer" },
  "required-added": semantic,
  "required-removed": semantic,
  "object-closed": semantic,
  "object-opened": semantic,
  "pattern-property-added": semantic,
  "pattern-property-removed": semantic,
  "property-names-changed": semantic,
  "array-closed": semantic,
  "array-opened": semantic,
  "unique-items-added": semantic,
  "unique-items-removed": semantic,
  "contains-changed": semantic,
  "choice-added": semantic,
  "choice-removed": semantic,
  "choice-kind-changed": semantic,
  "branch-added": semantic,
  "branch-removed": semantic,
  "condition-changed": semantic,
  "not-changed": semantic,
  "unsupported-keyword": semantic,
  "meaning-changed": semantic,
  "default-changed": semantic,
  "deprecated-changed": semantic,
  "annotation-changed": textual,
  rewritten: textual,
} as const satisfies Readonly<Record<string, ChangeImpact>>;

/** The name of a kind of change. */
export type ChangeKind = keyof typeof changeKinds;
