import type { TextPlace } from "../reading/text-place.ts";

/** The stages that an event goes through, in their order. */
export const stageNames = ["read", "recognized", "valid", "mapped", "answered", "noticed"] as const;

/** A stage. */
export type StageName = (typeof stageNames)[number];

/** What happened to an event at a stage. */
export type StageStatus = "passes" | "stops on purpose" | "fails";

/** One thing to know about an event, before its place in the text is looked up. */
export interface UnplacedFinding {
  /** What kind of thing it is: `required`, `no-identity`, `near-name`, ... */
  readonly code: string;
  readonly sentence: string;
  /** JSON Pointer (RFC 6901) into the event; the empty string is the whole event. */
  readonly pointer: string;
  /** What to do. */
  readonly next?: string;
  /** Where the fact comes from. */
  readonly source?: string;
  /** JSON Pointer into the source event, where `pointer` is one into the call that the event is mapped to. */
  readonly at?: string;
  /** In UTF-16 units from the start of the event, where no pointer leads to the place. */
  readonly offset?: number;
}

/**
 * One thing to know about an event. `pointer` is a JSON Pointer (RFC 6901) into the event, and in the last two stages
 * into the call; `place` is in the text. `next` says what to do, `source` where the fact comes from.
 */
export interface Finding {
  readonly code: string;
  readonly sentence: string;
  readonly pointer: string;
  readonly place: TextPlace;
  readonly next?: string;
  readonly source?: string;
}

/** What one stage made of an event, before places are looked up. */
export interface StageResult {
  readonly status: StageStatus;
  readonly sentence: string;
  readonly findings: readonly UnplacedFinding[];
}

/** What one stage made of an event. Pointer, place and next step are those of the first finding. */
export interface Stage {
  readonly name: StageName;
  readonly status: StageStatus;
  readonly sentence: string;
  readonly pointer: string;
  readonly place: TextPlace;
  readonly next?: string;
  readonly findings: readonly Finding[];
}
