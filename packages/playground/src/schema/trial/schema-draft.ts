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

/** Changes the draft as it is then: two texts can be edited before the page is drawn again. */
export type EditDraft = (edit: (draft: SchemaDraft) => SchemaDraft) => void;
