/** What was edited of a schema. */
export interface SchemaDraft {
  readonly schema: string;
  /** What the schema is compared with. */
  readonly before: string;
  /** What its validator is tried on. */
  readonly value: string;
}
