/** What was edited of a schema; what is absent follows the event. */
export interface SchemaDraft {
  readonly schema?: string;
  /** What the schema is compared with; there where the schema is. */
  readonly before?: string;
  /** What its validator is tried on. */
  readonly value?: string;
}

/** Where nothing was edited. */
export const noDraft: SchemaDraft = {};

/** Returns a draft with each of its texts changed. */
export const mapDraft = (draft: SchemaDraft, change: (text: string) => string): SchemaDraft => ({
  ...(draft.schema !== undefined && { schema: change(draft.schema) }),
  ...(draft.before !== undefined && { before: change(draft.before) }),
  ...(draft.value !== undefined && { value: change(draft.value) }),
});
