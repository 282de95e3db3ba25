import {
  normalize,
  type Invalid,
  type Issue,
  type MapOutcome,
  type Result,
  type SemanticEmailEvent,
  type Skipped,
  type Unrecognized,
  type Valid,
} from "@email-events/core";
import { semantic } from "@email-events/validator";

/** What a value from the input turned out to be; a `valid` event goes on, as what the step made of it. */
export type Step<Event> = Valid<Event> | Skipped | Unrecognized | Invalid;

/** Judges one value. */
export type TakeStep<Event> = (value: unknown) => Step<Event>;

const underMapped = (issue: Issue): Issue => ({ ...issue, pointer: `/mapped${issue.pointer}` });

/** Validates what was made of a valid event: a mapping bug must never reach the API. */
const check = <Made>(event: Made, notes: readonly Issue[]): Step<Made> => {
  const checked = semantic.parse(event);
  if (checked.status !== "valid") return { status: "invalid", issues: checked.issues.map(underMapped) };
  return notes.length === 0 ? { status: "valid", value: event } : { status: "valid", value: event, notes };
};

/** Makes a step that validates, maps, and validates what the mapping made. Issues of that have pointers under `/mapped`. */
export const buildMapStep =
  <Source, Mapped>(
    parse: (value: unknown) => Result<Source>,
    map: (event: Source) => MapOutcome<Mapped>,
  ): TakeStep<Mapped> =>
  (value) => {
    const result = parse(value);
    if (result.status !== "valid") return result;
    const mapped = map(result.value);
    if (mapped.status === "invalid" || mapped.status === "unrecognized") return mapped;
    const notes = [...(result.notes ?? []), ...(mapped.notes ?? [])];
    if (mapped.status === "mapped") return check(mapped.event, notes);
    return { status: "skipped", reason: mapped.reason, ...(notes.length > 0 && { notes }) };
  };

/** Takes a semantic event in either spelling, and brings it into the API's. */
export const normalizeStep: TakeStep<SemanticEmailEvent> = (value) => {
  const result = semantic.parse(value);
  return result.status === "valid" ? check(normalize(result.value), []) : result;
};
