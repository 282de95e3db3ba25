import type { MapOutcome, Skipped } from "@email-events/core";
import { mappings, type MapperOptions } from "../sources/mappings.ts";
import { customNamesOf } from "../sources/custom-names.ts";
import { createSourceMapper, type MappedCall, type SourceMapper } from "../sources/create-source-mapper.ts";
import { findMappedIssues } from "../sources/find-mapped-issues.ts";
import { fitCall } from "../sources/fit-call.ts";
import type { VocabularyName } from "../sources/detect-vocabulary.ts";
import { skipWordsOf } from "./skip-words.ts";
import type { StageResult, UnplacedFinding } from "./stage.ts";
import { toFinding } from "./valid.ts";

/** What an event was mapped to. */
export interface MappedEvent {
  readonly result: StageResult;
  /** The call that is sent; absent where there is none. */
  readonly call?: unknown;
}

/** Maps the valid events of a vocabulary, of so many bytes each. */
export type MapStage = (value: unknown, bytes: number) => MappedEvent;

const skipped = ({ reason, notes = [] }: Skipped, vocabulary: VocabularyName): StageResult => {
  const words = skipWordsOf(reason, vocabulary);
  const option = words?.option;
  const next =
    option === undefined
      ? words?.next
      : `To map it anyway: --map "${vocabulary}.${option.name}=${option.value}", or the same in mapperOptions.`;
  const sentence = words?.sentence ?? `It is skipped: ${reason}.`;
  const finding: UnplacedFinding = { code: reason, sentence, pointer: "", ...(next !== undefined && { next }) };
  return { status: "stops on purpose", sentence, findings: [finding, ...notes.map(toFinding)] };
};

const fails = (findings: readonly UnplacedFinding[]): StageResult => ({
  status: "fails",
  sentence: findings[0]?.sentence ?? "It can't be mapped.",
  findings,
});

const nameOf = (event: MappedCall): string => event.event;

const toMapped = (
  outcome: MapOutcome<MappedCall>,
  bytes: number,
  vocabulary: VocabularyName,
  customNames: ReadonlySet<unknown>,
): MappedEvent => {
  if (outcome.status === "skipped") return { result: skipped(outcome, vocabulary) };
  if (outcome.status === "invalid") return { result: fails(outcome.issues.map(toFinding)) };
  if (outcome.status === "unrecognized")
    return { result: fails([{ code: "unrecognized", sentence: "The mapper doesn't know this event.", pointer: "" }]) };
  const issues = findMappedIssues(outcome.event, customNames);
  if (issues.length > 0) {
    const findings = issues.map(toFinding).map(({ code, sentence }) => ({
      code,
      sentence: `What it maps to isn't valid: ${sentence}`,
      pointer: "",
      next: "This is a mistake of the mapping or of its options. Check the option identity, or report it.",
    }));
    return { result: fails(findings) };
  }
  const findings = [...(outcome.notes ?? []), ...fitCall(outcome.event, bytes)].map(toFinding);
  return {
    result: { status: "passes", sentence: `It becomes ${nameOf(outcome.event)}.`, findings },
    call: outcome.event,
  };
};

const mapCall: MapStage = (value) => ({
  result: { status: "passes", sentence: "It is a call of the Pipelines API already: nothing to map.", findings: [] },
  call: value,
});

/** A function of the caller's, such as `identity`, can throw. */
const mapSafely = (map: SourceMapper, value: unknown): MapOutcome<MappedCall> => {
  try {
    return map(value);
  } catch {
    const issue = {
      pointer: "",
      code: "thrown",
      expected: "an option that maps the event",
      received: "one that throws",
      hint: "correct the function that is given as an option, such as identity",
    };
    return { status: "invalid", issues: [issue] };
  }
};

/**
 * Creates the stage for a vocabulary.
 *
 * @throws TypeError for options that the mapper refuses.
 */
export const createMapStage = (vocabulary: VocabularyName, options: MapperOptions): MapStage => {
  if (vocabulary === "semantic") return mapCall;
  const map = createSourceMapper(vocabulary, options);
  const customNames = customNamesOf(mappings[vocabulary].options, options[vocabulary]);
  return (value, bytes) => toMapped(mapSafely(map, value), bytes, vocabulary, customNames);
};
