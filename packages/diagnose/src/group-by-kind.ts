import type { EventDiagnosis } from "./diagnose-event.ts";

/** Events that end at the same stage for the same reason. */
export interface EventKind {
  /** `arrives`, or a stage and a code: `mapped: no-identity`. */
  readonly kind: string;
  readonly count: number;
  readonly first: EventDiagnosis;
}

/** Returns how an event ends: `arrives`, or the stage that it didn't pass and why. */
export const kindOf = ({ endsAt }: EventDiagnosis): string =>
  endsAt === undefined ? "arrives" : `${endsAt.name}: ${endsAt.findings[0]?.code ?? endsAt.status}`;

/** Counts events by how they end, in the order of their first ones. */
export const groupByKind = (events: Iterable<EventDiagnosis>): readonly EventKind[] => {
  const kinds = new Map<string, EventKind>();
  for (const event of events) {
    const kind = kindOf(event);
    const known = kinds.get(kind);
    kinds.set(kind, { kind, count: (known?.count ?? 0) + 1, first: known?.first ?? event });
  }
  return [...kinds.values()];
};
