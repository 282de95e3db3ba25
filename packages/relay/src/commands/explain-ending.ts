import type { Mismatch } from "../judging/mismatch.ts";
import type { NameCounts } from "../report/name-counts.ts";
import type { RejectsFailure } from "../report/rejects-writer.ts";
import type { RelayFailure } from "../relaying/relay-failure.ts";
import type { Report } from "../report/report.ts";
import { quote } from "../terminal/quote.ts";

/** The end of a run, besides the report. */
export interface Ending {
  readonly report: Report;
  readonly unrecognizedNames: NameCounts;
  /** The source, as the user wrote it. */
  readonly from: string;
  readonly startLine: number | undefined;
  readonly failure?: RelayFailure | undefined;
  readonly mismatch?: Mismatch | undefined;
  readonly rejects?: { readonly path: string; readonly failure: RejectsFailure } | undefined;
}

const goOn = (line: number): string =>
  line === 1
    ? "run it again from the start"
    : `everything before line ${line} is accounted for; --start-line ${line} continues from there`;

const whyStopped: { readonly [K in RelayFailure["kind"]]: (reason: string) => string | undefined } = {
  undelivered: (reason) => `Not everything was delivered (${reason}), and reading stopped`,
  source: (reason) => (reason === "interrupted" ? "Interrupted" : `Input ended unexpectedly (${reason})`),
  // Reading was stopped by a failure of the rejects file, which has its own sentence.
  stopped: () => undefined,
};

const explainRejects = ({ path, failure }: NonNullable<Ending["rejects"]>): string => {
  const events = failure.count === 1 ? "1 event is" : `${failure.count.toLocaleString("en")} events are`;
  return `Can't write to ${quote(path)} (${failure.code}): ${events} not in it, the first from line ${failure.line}`;
};

const explainMismatch = ({ looksLike }: Mismatch): string => {
  if (looksLike === undefined) return "No event was recognized; check that the source holds email events.";
  const orNot = looksLike === "semantic" ? "" : ", or leave it out";
  return `No event was recognized: this looks like ${looksLike}; pass --vocabulary ${looksLike}${orNot}.`;
};

const explainEmpty = ({ from, startLine }: Ending): string => {
  const where = startLine === undefined ? "" : ` from line ${startLine} on`;
  return `No event was read: ${from === "-" ? "standard input" : quote(from)} holds none${where}.`;
};

/** Returns a sentence for each failure of the run as a whole, with what to do. */
export const explainEnding = (ending: Ending): readonly string[] => {
  const { failure, mismatch, rejects, report } = ending;
  const resumeLine = Math.min(failure?.resumeLine ?? Infinity, rejects?.failure.line ?? Infinity);
  const reasons = [rejects && explainRejects(rejects), failure && whyStopped[failure.kind](failure.reason)].flatMap(
    (reason) => (reason === undefined ? [] : [`${reason}; ${goOn(resumeLine)}.`]),
  );
  if (mismatch !== undefined) return [...reasons, explainMismatch(mismatch)];
  return report.received === 0 && reasons.length === 0 ? [explainEmpty(ending)] : reasons;
};
