import { checkReadable, readSchemaText, SchemaError } from "@email-events/json-schema";
import { diffSchemas, summarize, type Change, type LocatedChange } from "@email-events/schema-diff";
import { refusalsOf } from "./refusals.ts";
import { shownText } from "./shown-text.ts";

/** What changed between two schemas. */
export interface Comparison {
  readonly sentence: string;
  /** The bump that the changes need: for both roles, and for each alone. `none` without changes. */
  readonly bumps: { readonly both: string; readonly producer: string; readonly consumer: string };
  /** The largest bump first. */
  readonly changes: readonly Change[];
  /** The number of changes that aren't listed. */
  readonly more: number;
}

/** How many changes are listed. */
const maxChanges = 100;

const without = (sentence: string): Comparison => ({
  sentence,
  bumps: { both: "none", producer: "none", consumer: "none" },
  changes: [],
  more: 0,
});

const order = ["major", "minor", "patch"];

const compare = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Comparison => {
  checkReadable(after);
  const changes = diffSchemas(before, after).map((change): LocatedChange => ({ ...change, path: change.file }));
  const { bump: both = "none", words } = summarize(changes, "both");
  const sorted = changes.toSorted((a, b) => order.indexOf(a.bump) - order.indexOf(b.bump));
  return {
    sentence: words.join(" "),
    bumps: {
      both,
      producer: summarize(changes, "producer").bump ?? "none",
      consumer: summarize(changes, "consumer").bump ?? "none",
    },
    changes: sorted
      .slice(0, maxChanges)
      .map((change): Change => ({ ...change, detail: shownText(change.detail), pointer: shownText(change.pointer) })),
    more: Math.max(0, sorted.length - maxChanges),
  };
};

/** Returns the documents of the text that is compared with, or why it can't be read. */
const readBefore = (text: string, file: string): ReadonlyMap<string, unknown> | string => {
  try {
    const { documents } = readSchemaText(text, file);
    checkReadable(documents);
    return documents;
  } catch (error) {
    const [first] = refusalsOf(error, text);
    return `${first?.sentence}${first?.pointer ? ` (at ${first.pointer})` : ""}`;
  }
};

/** Returns what changed between the text of a schema and another one that was read, as the program's `diff` does. */
export const compareWith = (before: string, after: ReadonlyMap<string, unknown>): Comparison => {
  const [file = ""] = after.keys();
  if (before.trim() === "") return without("There is no schema to compare with.");
  try {
    const old = readBefore(before, file);
    return typeof old === "string" ? without(`The schema to compare with can't be read: ${old}`) : compare(old, after);
  } catch (error) {
    if (error instanceof RangeError) return without("These schemas are too deep to be compared.");
    if (!(error instanceof SchemaError)) throw error;
    return without(`These schemas can't be compared: ${error.message}`);
  }
};
