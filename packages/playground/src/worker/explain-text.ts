import {
  diagnoseEach,
  kindOf,
  type DiagnoseOptions,
  type Diagnosis,
  type EventDiagnosis,
} from "@email-events/diagnose";

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

/**
 * Diagnoses a text of any number of events. Lists the first events and the first of each kind; the others are only counted.
 *
 * @param onEvent - Receives the number of each event, from 1, after its diagnosis.
 */
export const explainText = (
  text: string | Uint8Array,
  options: DiagnoseOptions,
  onEvent: (number: number) => void = () => undefined,
): Explained => {
  const kinds = new Map<string, ExplainedKind>();
  const events: EventDiagnosis[] = [];
  let total = 0;
  const add = (event: EventDiagnosis): void => {
    const kind = kindOf(event);
    const known = kinds.get(kind);
    if (known === undefined || event.number <= maxListed) events.push(event);
    kinds.set(kind, { kind, count: (known?.count ?? 0) + 1, first: known?.first ?? event.number });
    total = event.number;
    onEvent(total);
  };
  const diagnosis = diagnoseEach(text, add, { maxEvents: Infinity, ...options });
  return { ...diagnosis, total, events, kinds: [...kinds.values()] };
};
