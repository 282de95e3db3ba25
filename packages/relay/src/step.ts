import type { Issue, MapOutcome, Result } from "@email-events/core";
import { semantic } from "@email-events/validator";

/** What a value from the input turned out to be; `ready` when it goes on. */
export type Step<Event> =
  | { readonly outcome: "ready"; readonly event: Event }
  | { readonly outcome: "skipped"; readonly reason: string }
  | { readonly outcome: "unrecognized"; readonly issues: readonly Issue[] }
  | { readonly outcome: "invalid"; readonly issues: readonly Issue[] };

/** Judges one value. */
export type TakeStep<Event> = (value: unknown) => Step<Event>;

/** Makes a step that only validates. */
export const buildValidateStep =
  <Event>(parse: (value: unknown) => Result<Event>): TakeStep<Event> =>
  (value) => {
    const result = parse(value);
    return result.ok ? { outcome: "ready", event: result.value } : result;
  };

const underMapped = (issue: Issue): Issue => ({ ...issue, pointer: `/mapped${issue.pointer}` });

/**
 * Makes a step that validates, maps, and validates what the mapping made: our own mistake must not leave the house. The
 * issues of such a mistake have pointers under `/mapped`.
 */
export const buildMapStep =
  <Source, Mapped>(
    parse: (value: unknown) => Result<Source>,
    map: (event: Source) => MapOutcome<Mapped>,
  ): TakeStep<Mapped> =>
  (value) => {
    const result = parse(value);
    if (!result.ok) return result;
    const mapped = map(result.value);
    if (mapped.outcome === "skipped" || mapped.outcome === "invalid") return mapped;
    if (mapped.outcome === "unrecognized") return { outcome: "unrecognized", issues: [] };
    const checked = semantic.parse(mapped.event);
    if (checked.ok) return { outcome: "ready", event: mapped.event };
    return { outcome: "invalid", issues: checked.issues.map(underMapped) };
  };
