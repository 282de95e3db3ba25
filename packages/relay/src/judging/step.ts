import {
  normalize,
  type CustomTrackCall,
  type Invalid,
  type Issue,
  type MapOutcome,
  type Result,
  type SemanticEmailEvent,
  type Skipped,
  type Unrecognized,
  type Valid,
} from "@email-events/core";
import { findMappedIssues, fitCall } from "@email-events/diagnose/sources";
import { semantic } from "@email-events/validator";

/** The result of judging a value of the input. For a valid event, `value` is the event as the step converted it. */
export type Step<Event> = Valid<Event> | Skipped | Unrecognized | Invalid;

/** Judges one value, which was so many bytes of JSON. */
export type TakeStep<Event> = (value: unknown, bytes: number) => Step<Event>;

/** What is delivered: a semantic event, or what a mapper was told to forward under a name of the team's own. */
export type RelayedEvent = SemanticEmailEvent | CustomTrackCall;

const underMapped = (issue: Issue): Issue => ({ ...issue, pointer: `/mapped${issue.pointer}` });

/** Validates what was made of a valid event: a mapping bug must never reach the API. */
const check = <Made>(event: Made, notes: readonly Issue[], customNames: ReadonlySet<unknown>): Step<Made> => {
  const issues = findMappedIssues(event, customNames);
  if (issues.length > 0) return { status: "invalid", issues: issues.map(underMapped) };
  return notes.length === 0 ? { status: "valid", value: event } : { status: "valid", value: event, notes };
};

const none: ReadonlySet<unknown> = new Set();
const noNotes: readonly Issue[] = [];

/** Joins two lists of notes. Most events have none, and then no list is created. */
const join = (some: readonly Issue[] = noNotes, more: readonly Issue[] = noNotes): readonly Issue[] =>
  some.length + more.length === 0 ? noNotes : [...some, ...more];

/**
 * Makes a step that validates, maps, fits what the mapping made to the API's limit, and validates it. Issues and notes of that
 * have pointers under `/mapped`.
 *
 * @param customNames - The names under which the mapper forwards custom events.
 */
export const buildMapStep =
  <Source, Mapped>(
    parse: (value: unknown) => Result<Source>,
    map: (event: Source) => MapOutcome<Mapped>,
    customNames: ReadonlySet<unknown> = none,
  ): TakeStep<Mapped> =>
  (value, bytes) => {
    const result = parse(value);
    if (result.status !== "valid") return result;
    const mapped = map(result.value);
    if (mapped.status === "invalid" || mapped.status === "unrecognized") return mapped;
    const notes = join(result.notes, mapped.notes);
    if (mapped.status === "mapped") return check(mapped.event, join(notes, fitCall(mapped.event, bytes)), customNames);
    return { status: "skipped", reason: mapped.reason, ...(notes.length > 0 && { notes }) };
  };

/** Takes a semantic event in either spelling, and brings it into the API's. */
export const normalizeStep: TakeStep<SemanticEmailEvent> = (value) => {
  const result = semantic.parse(value);
  return result.status === "valid" ? check(normalize(result.value), [], none) : result;
};
