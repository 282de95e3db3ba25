import { normalize, type Issue, type MapOutcome, type Result, type SemanticEmailEvent } from "@email-events/core";
import { semantic } from "@email-events/validator";

/** What a value from the input turned out to be; `ready` when it goes on. */
export type Step<Event> =
  | {
      readonly outcome: "ready";
      readonly event: Event;
      /** What was left out of the event, or read in another way than it was written. */
      readonly notes?: readonly Issue[];
    }
  | { readonly outcome: "skipped"; readonly reason: string; readonly notes?: readonly Issue[] }
  | { readonly outcome: "unrecognized"; readonly issues: readonly Issue[] }
  | { readonly outcome: "invalid"; readonly issues: readonly Issue[] };

/** Judges one value. */
export type TakeStep<Event> = (value: unknown) => Step<Event>;

const ready = <Event>(event: Event, notes: readonly Issue[] = []): Step<Event> =>
  notes.length === 0 ? { outcome: "ready", event } : { outcome: "ready", event, notes };

/** Makes a step that only validates. */
export const buildValidateStep =
  <Event>(parse: (value: unknown) => Result<Event>): TakeStep<Event> =>
  (value) => {
    const result = parse(value);
    return result.ok ? ready(result.value, result.notes) : result;
  };

const underMapped = (issue: Issue): Issue => ({ ...issue, pointer: `/mapped${issue.pointer}` });

/** Validates what was made of a valid event: a bug of ours must never reach the API. */
const check = <Made>(event: Made, notes: readonly Issue[] | undefined): Step<Made> => {
  const checked = semantic.parse(event);
  return checked.ok ? ready(event, notes) : { outcome: "invalid", issues: checked.issues.map(underMapped) };
};

/** Makes a step that validates, maps, and validates what the mapping made. Issues of that have pointers under `/mapped`. */
export const buildMapStep =
  <Source, Mapped>(
    parse: (value: unknown) => Result<Source>,
    map: (event: Source) => MapOutcome<Mapped>,
  ): TakeStep<Mapped> =>
  (value) => {
    const result = parse(value);
    if (!result.ok) return result;
    const mapped = map(result.value);
    if (mapped.outcome === "invalid") return mapped;
    if (mapped.outcome === "unrecognized") return { outcome: "unrecognized", issues: [] };
    const notes = [...(result.notes ?? []), ...(mapped.notes ?? [])];
    if (mapped.outcome === "mapped") return check(mapped.event, notes);
    return { outcome: "skipped", reason: mapped.reason, ...(notes.length > 0 && { notes }) };
  };

/** Takes a semantic event in either spelling, and brings it into the API's. */
export const normalizeStep: TakeStep<SemanticEmailEvent> = (value) => {
  const result = semantic.parse(value);
  return result.ok ? check(normalize(result.value), undefined) : result;
};
