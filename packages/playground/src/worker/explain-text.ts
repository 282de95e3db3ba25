import { diagnose, groupByKind, kindOf, type DiagnoseOptions, type Diagnosis } from "@email-events/diagnose";

/** Events that end at the same stage for the same reason. */
export interface ExplainedKind {
  readonly kind: string;
  readonly count: number;
  /** The number of the first one, from 1. */
  readonly first: number;
}

/** What the page shows of a diagnosis: each kind of event, and the first events with their stages. */
export interface Explained extends Diagnosis {
  readonly kinds: readonly ExplainedKind[];
  /** Number of diagnosed events. */
  readonly total: number;
}

/** How many events the page lists with their stages. */
const maxListed = 200;

/** Diagnoses a text. Lists the first events and the first of each kind; the others are only counted. */
export const explainText = (text: string | Uint8Array, options: DiagnoseOptions): Explained => {
  const diagnosis = diagnose(text, options);
  const groups = groupByKind(diagnosis.events);
  const firsts = new Set(groups.map(({ first }) => first.number));
  return {
    ...diagnosis,
    total: diagnosis.events.length,
    events: diagnosis.events.filter(({ number }) => number <= maxListed || firsts.has(number)),
    kinds: groups.map(({ count, first }) => ({ kind: kindOf(first), count, first: first.number })),
  };
};
