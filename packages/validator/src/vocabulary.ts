import type { Issue, Result } from "@email-events/core";
import { describeIssue } from "./describe-issue.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import type { StandardIssue, StandardSchema } from "./standard-schema.ts";

/** Tells the valid events of one vocabulary from everything else. */
export interface Vocabulary<Event> extends StandardSchema<Event> {
  /** The event, or that its kind is unknown, or every issue it has (at most 20). Never throws. */
  readonly parse: (value: unknown) => Result<Event>;
  /** Whether the value is a valid event: the fastest answer. */
  readonly is: (value: unknown) => value is Event;
  /**
   * Lets a valid event through.
   *
   * @throws InvalidEventError for anything else, an event of an unknown kind included
   */
  readonly assert: (value: unknown) => asserts value is Event;
}

/** The generated functions that a vocabulary stands on. */
interface GeneratedValidator<Event> {
  readonly name: string;
  readonly is: (value: unknown) => value is Event;
  readonly issuesOf: (value: unknown) => readonly Issue[];
}

const stringAt = (value: unknown, pointer: string): string => {
  const place = pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((above, name) => (above as Record<string, unknown> | undefined)?.[name], value);
  return typeof place === "string" ? place : "";
};

const pathOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

const toStandardIssue = (issue: Issue): StandardIssue => ({
  message: describeIssue(issue),
  path: pathOf(issue.pointer),
});

export const createVocabulary = <Event>({ name, is, issuesOf }: GeneratedValidator<Event>): Vocabulary<Event> => {
  const parse = (value: unknown): Result<Event> => {
    if (is(value)) return { ok: true, value };
    const issues = issuesOf(value);
    const [first] = issues;
    // An event whose kind no schema knows is judged by that alone: there is nothing to hold the rest against.
    if (first?.code === "discriminator") {
      return { ok: false, outcome: "unrecognized", name: stringAt(value, first.pointer), issues };
    }
    return { ok: false, outcome: "invalid", issues };
  };

  return {
    parse,
    is,
    assert: (value) => {
      if (!is(value)) throw new InvalidEventError(name, issuesOf(value));
    },
    "~standard": {
      version: 1,
      vendor: "email-events",
      validate: (value) => {
        const result = parse(value);
        return result.ok ? { value: result.value } : { issues: result.issues.map(toStandardIssue) };
      },
    },
  };
};
