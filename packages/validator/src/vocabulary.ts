import type { Issue, Result } from "@email-events/core";
import { describeIssue } from "./describe-issue.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import type { StandardIssue, StandardSchema } from "./standard-schema.ts";

/** Tells the valid events of one vocabulary from everything else. */
export interface Vocabulary<Event> extends StandardSchema<Event> {
  /** Returns the event, or that its kind is unknown, or every issue it has (at most 20). Never throws. */
  readonly parse: (value: unknown) => Result<Event>;
  /**
   * Judges the items of an array one by one: returns one result for each, in order. One object counts as an array of
   * one; anything else is one invalid result. Never throws.
   */
  readonly parseMany: (value: unknown) => readonly Result<Event>[];
  /** Whether the value is a valid event: the fastest answer. */
  readonly is: (value: unknown) => value is Event;
  /**
   * Lets a valid event through.
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
  /** Finds out whether an event that isn't valid is one of another vocabulary. Never called for a valid event. */
  readonly findForeign?: (value: unknown) => ForeignEvent | undefined;
}

type Refusal = Extract<Result<never>, { readonly ok: false }>;

const unreadable: Refusal = {
  ok: false,
  outcome: "invalid",
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
export const createVocabulary = <Event>(generated: GeneratedValidator<Event>): Vocabulary<Event> => {
  const { name, is, issuesOf, findForeign } = generated;

  const refuse = (value: unknown): Refusal => {
    const foreign = findForeign?.(value);
    if (foreign) return { ok: false, outcome: "unrecognized", name: foreign.name, issues: [foreign.issue] };
    const issues = issuesOf(value);
    const [first] = issues;
    // An event whose kind no schema knows is judged by that alone: there is nothing to hold the rest against.
    if (first?.code === "discriminator") {
      return { ok: false, outcome: "unrecognized", name: stringAt(value, first.pointer), issues };
    }
    return { ok: false, outcome: "invalid", issues };
  };

  const parse = (value: unknown): Result<Event> => {
    try {
      return is(value) ? { ok: true, value } : refuse(value);
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
      if (!result.ok) throw new InvalidEventError(name, result.issues);
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
