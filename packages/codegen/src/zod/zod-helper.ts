import type { Source } from "../source-text/source.ts";

/** What emitted schemas are made with beside zod itself; only what a file uses is written into it. */
export interface Helper {
  readonly name: string;
  /** The helpers that this one calls. */
  readonly calls: readonly string[];
  readonly source: Source;
}
