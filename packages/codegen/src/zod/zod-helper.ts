import type { Source } from "../source-text/source.ts";

/** A helper function of emitted schemas; a file only has those it uses. */
export interface Helper {
  readonly name: string;
  /** The helpers that this one calls. */
  readonly calls: readonly string[];
  readonly source: Source;
}
