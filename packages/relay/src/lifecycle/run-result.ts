import type { NameCounts } from "../report/name-counts.ts";
import type { RunReport } from "./status.ts";

/** How a run ended. */
export interface RunResult {
  readonly report: RunReport;
  readonly unrecognizedNames: NameCounts;
  /** Why it failed; absent after a regular stop. */
  readonly failure?: unknown;
}
