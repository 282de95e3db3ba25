import type { VocabularyName } from "@email-events/diagnose/sources";

/** A source of which no event was recognized. */
export interface Mismatch {
  /** What most of its events look like, when that is another vocabulary than the one they were read in. */
  readonly looksLike?: VocabularyName;
}
