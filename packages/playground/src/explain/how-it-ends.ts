import type { EventDiagnosis } from "@email-events/diagnose";

/** Says in a sentence how an event ends. */
export const howItEnds = ({ endsAt }: Pick<EventDiagnosis, "endsAt">): string =>
  endsAt === undefined ? "It arrives." : `It ${endsAt.status} at "${endsAt.name}". ${endsAt.sentence}`;
