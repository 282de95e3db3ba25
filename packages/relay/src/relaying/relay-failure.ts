import { toLine } from "@email-events/core/mapping";

/** Why a relay ended before its source did, or in the middle of it. */
export interface RelayFailure {
  /** The destination didn't take an event, the source failed or was interrupted, or `signal` was aborted. */
  readonly kind: "undelivered" | "source" | "stopped";
  /** One line of at most 200 characters, without addresses. */
  readonly reason: string;
  /**
   * The line to continue from, as `startLine`: each event before it is delivered, skipped, or set aside because of the
   * event itself. Events on it or after it may be delivered already.
   */
  readonly resumeLine: number;
}

/** The longest reason, in characters. */
const maxReasonChars = 200;

/** Makes a failure; its reason may be the words of a server or of a file system. */
export const buildFailure = (kind: RelayFailure["kind"], reason: string, resumeLine: number): RelayFailure => ({
  kind,
  reason: toLine(reason, maxReasonChars),
  resumeLine,
});
