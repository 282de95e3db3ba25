import type { Clock } from "./clock.ts";

/** Prints the troubles of subjects, and their recovery. */
export interface TroubleLog<Subject> {
  readonly trouble: (subject: Subject, cause: string) => void;
  readonly recovered: (subject: Subject) => void;
}

/** Where lines are printed. */
export interface TroubleLogPrinter {
  readonly note: (line: string) => void;
  readonly trouble: (line: string) => void;
}

/** Causes change during an outage; at most this many of a subject are printed until its recovery is. */
const maxCauses = 5;

/** A recovery isn't printed again within this time: a destination may fail every second request. */
const quietMs = 60_000;

/** What the log says of a subject. */
interface Entry {
  /** Those printed since its last recovery was. */
  readonly causes: Set<string>;
  isWell: boolean;
  recoveredAt: number;
  /** Whether a look at it is due a minute after its last recovery. */
  isDue: boolean;
}

/**
 * Creates a log that prints each cause once until the subject has recovered.
 *
 * Of a subject that comes and goes, the recovery is printed a minute after the last one, if it is still well then. Its last
 * line is true, or names a trouble that was over less than a minute ago.
 */
export const createTroubleLog = <Subject extends string>(
  print: TroubleLogPrinter,
  clock: Clock,
): TroubleLog<Subject> => {
  const entries = new Map<Subject, Entry>();
  const entryOf = (subject: Subject): Entry => {
    const entry = entries.get(subject) ?? { causes: new Set(), isWell: true, recoveredAt: -Infinity, isDue: false };
    entries.set(subject, entry);
    return entry;
  };
  const printRecovery = (subject: Subject, entry: Entry): void => {
    entry.isDue = false;
    if (!entry.isWell) return;
    entry.causes.clear();
    entry.recoveredAt = clock.now();
    print.note(`${subject}: recovered`);
  };
  return {
    trouble: (subject, cause) => {
      const entry = entryOf(subject);
      const { causes } = entry;
      entry.isWell = false;
      if (causes.has(cause) || causes.size >= maxCauses) return;
      causes.add(cause);
      print.trouble(`${subject}: ${cause}`);
    },
    recovered: (subject) => {
      const entry = entryOf(subject);
      if (entry.isWell) return;
      entry.isWell = true;
      if (entry.isDue) return;
      const waitMs = entry.recoveredAt + quietMs - clock.now();
      if (waitMs <= 0) return printRecovery(subject, entry);
      entry.isDue = true;
      clock.after(waitMs, () => printRecovery(subject, entry));
    },
  };
};
