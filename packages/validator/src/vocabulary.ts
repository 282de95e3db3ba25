import type { Invalid, Issue, Result } from "@email-events/core";
import { describeIssue } from "./describe-issue.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import type { StandardIssue, StandardSchema } from "./standard-schema.ts";
import { withoutPlaces } from "./without-places.ts";

/** Tells the valid events of one vocabulary from everything else. */
export interface Vocabulary<Event> extends StandardSchema<Event> {
  /**
   * Returns the event, or that its kind is unknown, or every issue it has (at most 20). Never throws.
   *
   * A source's event with a value of a wrong type where none is required is returned as a copy without that value, and
   * `notes` holds the issue: what no mapping needs must not cost an event.
   */
  readonly parse: (value: unknown) => Result<Event>;
  /**
   * Judges the items of an array one by one: returns one result for each, in order. One object counts as an array of
   * one; anything else is one invalid result. Never throws.
   */
  readonly parseMany: (value: unknown) => readonly Result<Event>[];
  /** Whether the value is a valid event as it is: the fastest answer. */
  readonly is: (value: unknown) => value is Event;
  /**
   * Lets an event through that is valid as it is.
   *
   * @throws InvalidEventError for anything else, an event of an unknown kind included
   */
  readonly assert: (value: unknown) => asserts value is Event;
}

/** An event that belongs to another vocabulary, though its kind has a name of this one. */
export interface ForeignEvent {
  /** What the event is called, or an empty string. */
  readonly name: string;
  /** The place that tells, and why. */
  readonly issue: Issue;
}

/** The generated functions that a vocabulary stands on. */
interface GeneratedValidator<Event> {
  readonly name: string;
  readonly is: (value: unknown) => value is Event;
  readonly issuesOf: (value: unknown) => readonly Issue[];
  /** Whether `parse` leaves out what can't be used and isn't required. */
  readonly isTolerant?: boolean;
}

/** What one vocabulary has and others don't. */
export interface Particulars {
  /** Finds out whether an event that isn't valid is one of another vocabulary. Never called for a valid event. */
  readonly findForeign?: (value: unknown) => ForeignEvent | undefined;
  /** Says an issue of an event in other words. */
  readonly reword?: (issue: Issue, event: unknown) => Issue;
}

const unreadable: Invalid = {
  status: "invalid",
  issues: [
    {
      pointer: "",
      code: "unreadable",
      expected: "a value whose properties can be read",
      received: "one that throws when it is read",
    },
  ],
};

/** Returns the string at a place, or an empty string. */
export const stringAt = (value: unknown, pointer: string): string => {
  const place = pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((above, name) => (above as Record<string, unknown> | null | undefined)?.[name], value);
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

/** Puts a vocabulary together from its generated functions. */
export const createVocabulary = <Event>(
  { name, is, issuesOf, isTolerant = false }: GeneratedValidator<Event>,
  { findForeign, reword }: Particulars = {},
): Vocabulary<Event> => {
  const findIssues = (value: unknown): readonly Issue[] => {
    const issues = issuesOf(value);
    return reword === undefined ? issues : issues.map((issue) => reword(issue, value));
  };

  const salvage = (value: unknown, issues: readonly Issue[]): Result<Event> | undefined => {
    const left = withoutPlaces(
      value,
      issues.map(({ pointer }) => pathOf(pointer)),
    );
    return is(left) ? { status: "valid", value: left, notes: issues } : undefined;
  };

  const judge = (value: unknown): Result<Event> => {
    const foreign = findForeign?.(value);
    if (foreign) return { status: "unrecognized", name: foreign.name, issues: [foreign.issue] };
    const issues = findIssues(value);
    const [first] = issues;
    // An event whose kind no schema knows is judged by that alone: there is nothing to hold the rest against.
    if (first?.code === "discriminator") {
      return { status: "unrecognized", name: stringAt(value, first.pointer), issues };
    }
    return (isTolerant ? salvage(value, issues) : undefined) ?? { status: "invalid", issues };
  };

  const parse = (value: unknown): Result<Event> => {
    try {
      return is(value) ? { status: "valid", value } : judge(value);
    } catch {
      // A getter or a proxy of the caller's threw.
      return unreadable;
    }
  };

  const parseAt = (items: readonly unknown[], index: number): Result<Event> => {
    try {
      return parse(items[index]);
    } catch {
      return unreadable;
    }
  };

  const parseMany = (value: unknown): readonly Result<Event>[] => {
    try {
      if (!Array.isArray(value)) return [parse(value)];
      const items: readonly unknown[] = value;
      // By index: a hole is an item, too.
      return Array.from({ length: items.length }, (_, index) => parseAt(items, index));
    } catch {
      return [unreadable];
    }
  };

  return {
    parse,
    parseMany,
    is,
    assert: (value) => {
      const result = parse(value);
      const issues = result.status === "valid" ? result.notes : result.issues;
      if (issues) throw new InvalidEventError(name, issues);
    },
    "~standard": {
      version: 1,
      vendor: "email-events",
      validate: (value) => {
        const result = parse(value);
        return result.status === "valid" ? { value: result.value } : { issues: result.issues.map(toStandardIssue) };
      },
    },
  };
};
