import type { EventDiagnosis } from "@email-events/diagnose";

/** Says how an event ends, and what to do. */
export const howItEnds = ({ endsAt }: Pick<EventDiagnosis, "endsAt">): string => {
  if (endsAt === undefined) return "It arrives.";
  const next = endsAt.next === undefined ? "" : ` Next step: ${endsAt.next}`;
  return `It ${endsAt.status} at "${endsAt.name}". ${endsAt.sentence}${next}`;
};
