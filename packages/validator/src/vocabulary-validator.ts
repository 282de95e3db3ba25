import type { Invalid, Issue, Result } from "@email-events/core";
import { describeIssue } from "./describe-issue.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import type { StandardIssue, StandardSchema } from "./standard-schema.ts";
import { withoutPaths } from "./without-paths.ts";

/** The validator of one vocabulary. */
export interface VocabularyValidator<Event> extends StandardSchema<Event> {
  /**
   * Returns the event (`valid`), or why it isn't one (`unrecognized` or `invalid`, with at most 20 issues). Never
   * throws.
   *
   * A source event whose issues are all in optional places is `valid`: `value` is a copy without these values, and
   * `notes` has the first 20 issues. Semantic events have no notes.
   */
  readonly parse: (value: unknown) => Result<Event>;
  /**
   * Returns one result per item of an array, in order. An object counts as an array of one; anything else is one
   * invalid result. Never throws.
   */
  readonly parseMany: (value: unknown) => readonly Result<Event>[];
  /** Whether the value is a valid event. The fastest check. */
  readonly is: (value: unknown) => value is Event;
  /**
   * Asserts that the value is a valid event.
   *
   * @throws InvalidEventError for anything else, including unrecognized events and events that `parse` returns with
   * `notes`.
   */
  readonly assert: (value: unknown) => asserts value is Event;
}

/** An event of another vocabulary, which may have a name of this one. */
export interface ForeignEvent {
  /** The name of the event, or an empty string. */
  readonly name: string;
  /** Why it belongs to another vocabulary. */
  readonly issue: Issue;
}

/** The generated functions of a vocabulary. */
interface GeneratedValidator<Event> {
  readonly name: string;
  readonly is: (value: unknown) => value is Event;
  readonly issuesOf: (value: unknown) => readonly Issue[];
  /** Whether `parse` removes optional values that can't be used. */
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

/** Returns the names that a JSON Pointer leads through. */
const pathOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/** Returns the string at a pointer, or an empty string. */
export const stringAt = (value: unknown, pointer: string): string => {
  const place = pathOf(pointer).reduce<unknown>(
    (above, name) => (above as Record<string, unknown> | null | undefined)?.[name],
    value,
  );
  return typeof place === "string" ? place : "";
};

const toStandardIssue = (issue: Issue): StandardIssue => ({
  message: describeIssue(issue),
  path: pathOf(issue.pointer),
});

/** Creates the validator of a vocabulary from its generated functions. */
export const createVocabularyValidator = <Event>(
  { name, is, issuesOf, isTolerant = false }: GeneratedValidator<Event>,
  { findForeign, reword }: Particulars = {},
): VocabularyValidator<Event> => {
  const findIssues = (value: unknown): readonly Issue[] => {
    const issues = issuesOf(value);
    return reword === undefined ? issues : issues.map((issue) => reword(issue, value));
  };

  const salvage = (value: unknown, issues: readonly Issue[]): Result<Event> | undefined => {
    let left = value;
    // Only the first issues of a value are found: what is left without them may have more.
    for (let found = issues; ;) {
      const pointers = new Set(found.map(({ pointer }) => pointer));
      left = withoutPaths(left, [...pointers].map(pathOf));
      if (is(left)) return { status: "valid", value: left, notes: issues };
      found = findIssues(left);
      if (found.some(({ pointer }) => pointers.has(pointer))) return undefined;
    }
  };

  const judge = (value: unknown): Result<Event> => {
    const foreign = findForeign?.(value);
    if (foreign) return { status: "unrecognized", name: foreign.name, issues: [foreign.issue] };
    const issues = findIssues(value);
    const [first] = issues;
    // Without a known name there is no schema for the other properties.
    if (first?.code === "discriminator") {
      return { status: "unrecognized", name: stringAt(value, first.pointer), issues };
    }
    return (isTolerant ? salvage(value, issues) : undefined) ?? { status: "invalid", issues };
  };

  const parse = (value: unknown): Result<Event> => {
    try {
      return is(value) ? { status: "valid", value } : judge(value);
    } catch {
      // A getter or a proxy threw.
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
      // By index, because a hole is an item too.
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
