import type { Issue } from "@email-events/core";
import { semantic, sourceVocabularies } from "@email-events/validator";
import type { VocabularyName } from "../sources/detect-vocabulary.ts";
import type { StageResult, UnplacedFinding } from "./stage.ts";

const ask: { readonly [code: string]: string } = {
  required: "Add it where the event is made.",
  anyOf: "Add one of them where the event is made.",
  format: "Write it in this form.",
  pattern: "Write it in this form.",
};

/** Returns an issue of the validator in words, with what to do. */
export const toFinding = ({ code, expected, hint, pointer, received }: Issue): UnplacedFinding => ({
  code,
  sentence: `${pointer || "The event"}: expected ${expected}, received ${received}.`,
  pointer,
  next: hint === undefined ? (ask[code] ?? "Correct the value where the event is made.") : `Hint: ${hint}`,
});

const ofIssues = (issues: readonly Issue[]): StageResult => {
  const findings = issues.map(toFinding);
  const more = findings.length > 1 ? ` There are ${findings.length} issues.` : "";
  return { status: "fails", sentence: `${findings[0]?.sentence ?? "It isn't valid."}${more}`, findings };
};

/** Validates a recognized event by the schema of its vocabulary. */
export const validate = (value: unknown, vocabulary: VocabularyName, isCustom: boolean): StageResult => {
  if (isCustom)
    return { status: "passes", sentence: "No schema describes it, so its properties are free.", findings: [] };
  const parsed = vocabulary === "semantic" ? semantic.parse(value) : sourceVocabularies[vocabulary].parse(value);
  if (parsed.status !== "valid") return ofIssues(parsed.issues);
  if (parsed.notes === undefined) return { status: "passes", sentence: "It is valid.", findings: [] };
  const findings = parsed.notes.map((issue) => ({
    ...toFinding(issue),
    next: "The value counts as absent, and the event continues. Correct it where the event is made.",
  }));
  return { status: "passes", sentence: "It is valid, without some values that can't be used.", findings };
};
