import type { SourceName } from "../lifecycle/settings.ts";

/** A source of a run. */
export interface Source {
  readonly name: SourceName;
  /**
   * Reads until the run stops, and resolves once everything that was read is settled, or abandoned. A source that was
   * refused may be run again.
   *
   * @throws RunError when the source is refused.
   */
  readonly run: () => Promise<void>;
  /** Reads the offset again, which an operator changed. */
  readonly reread: () => void;
  /** Closes what was opened, where the source isn't run. */
  readonly close?: () => Promise<void>;
}
