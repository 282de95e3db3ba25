import type { Call } from "@email-events/validator/pipelines";
import type { VocabularyName } from "../sources/detect-vocabulary.ts";
import type { UnplacedFinding } from "../stages/stage.ts";

/** What is known of the events of one text together. */
export interface Companions {
  /** The number of the first event with each `messageId`, from 1. */
  readonly firstWithId: Map<string, number>;
  /** The members of the request that a batch is in, besides the calls. */
  readonly envelope: Call;
}

/** What a notice looks at. */
export interface Noted {
  /** The call that is sent. */
  readonly call: Call;
  /** Its type, or that of its endpoint. */
  readonly type: unknown;
  /** Whether the call is the text itself, and not what a mapper made of it. */
  readonly isDirect: boolean;
  readonly vocabulary: VocabularyName;
  /** The number of the event in the text, from 1. */
  readonly number: number;
  readonly companions: Companions;
  readonly nowMs: number | undefined;
}

/** Finds what is accepted and still has no effect, or another one than expected. */
export type Notice = (noted: Noted) => readonly UnplacedFinding[];

export const none: readonly UnplacedFinding[] = [];
