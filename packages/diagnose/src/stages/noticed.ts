import { sharedByBatch, specificationSpelling, switchedOff } from "../noticing/destinations.ts";
import { repeatedMessageId, specialUserId } from "../noticing/ids.ts";
import { nearSemanticName, twoNamesOfUnsubscribe } from "../noticing/names.ts";
import type { Noted, Notice } from "../noticing/notice.ts";
import { nearProperty } from "../noticing/properties.ts";
import { oddTimestamp } from "../noticing/times.ts";
import type { StageResult, UnplacedFinding } from "./stage.ts";

/** Everything that is looked for. */
const notices: readonly Notice[] = [
  nearSemanticName,
  twoNamesOfUnsubscribe,
  nearProperty,
  repeatedMessageId,
  oddTimestamp,
  specialUserId,
  switchedOff,
  sharedByBatch,
  specificationSpelling,
];

/** Codes of findings that may be intended, and that don't change how the event counts. */
const harmless = new Set(["address-as-id", "cio-id", "unsubscribe-name"]);

/**
 * Finds what the API accepts although it has no effect. The stage fails if the event probably doesn't count as
 * intended.
 *
 * @param others - Findings of earlier stages that didn't stop the event.
 */
export const notice = (noted: Noted, others: readonly UnplacedFinding[]): StageResult => {
  const found = [...notices.flatMap((find) => find(noted)), ...others];
  const isSerious = ({ code }: UnplacedFinding): boolean => !harmless.has(code);
  const serious = found.filter(isSerious);
  // The first one is the stage's own: its sentence, its place and what to do.
  const findings = [...serious, ...found.filter((finding) => !isSerious(finding))];
  const [first] = findings;
  if (first === undefined) return { status: "passes", sentence: "Nothing else stands out.", findings };
  return { status: serious.length === 0 ? "passes" : "fails", sentence: first.sentence, findings };
};
