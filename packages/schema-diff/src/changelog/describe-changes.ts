import { pointerTokens } from "@email-events/json-schema";
import type { Change } from "../change.ts";
import { compareBumps, largestBump } from "../classify-change.ts";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";
import { code, inMarkdown } from "../report/markdown.ts";
import { createUsesOf, hasPlace, pathBelow, type PropertyUse } from "./property-uses.ts";

/** Both sides of a comparison. */
export interface ComparedDocuments {
  readonly was: SchemaDocuments;
  readonly is: SchemaDocuments;
}

/** Names that a line lists, details that it lists, and lines: a changelog is read by people. */
const most = { events: 8, properties: 4, details: 6, lines: 200 } as const;

const namedFirst = /^("(?:[^"\\]|\\.)*") /;

/** Kinds of changes of the properties that their details name first: that the property is there, or must be. */
const ofNamedProperty: ReadonlySet<string> = new Set([
  "property-added",
  "property-removed",
  "required-added",
  "required-removed",
]);

interface Described extends PropertyUse {
  readonly change: Change;
  /** Begins with a verb where the property is the subject. */
  readonly detail: string;
  readonly isNamed: boolean;
}

/** The paths of a property that a detail names: its own place has them; other places are about the object around it. */
const pathsOfNamed = ({ pointer }: Change, { paths }: PropertyUse, name: string): readonly string[] => {
  const [keyword, last] = pointerTokens(pointer).slice(-2);
  if (keyword === "properties" && last === name && paths.length > 0) return paths;
  return (paths.length === 0 ? [""] : paths).map((path) => pathBelow(path, name));
};

const describe = (change: Change, use: PropertyUse): Described => {
  const [start, name] = (ofNamedProperty.has(change.change) && namedFirst.exec(change.detail)) || [];
  if (start === undefined || name === undefined)
    return { ...use, change, detail: inMarkdown(change.detail), isNamed: false };
  const paths = pathsOfNamed(change, use, String(JSON.parse(name)));
  // What follows speaks of data that was never declared, which needs the whole report to be understood.
  const [detail = ""] = change.detail.slice(start.length).split("; undeclared ");
  return { ...use, paths, change, detail: inMarkdown(detail), isNamed: true };
};

const listed = (words: readonly string[], count: number, others: string): string => {
  const unique = [...new Set(words)];
  const hidden = unique.length - count;
  return hidden <= 1 ? unique.join(", ") : `${unique.slice(0, count).join(", ")} and ${hidden} more ${others}`;
};

const breakingInWords = (changes: readonly Change[]): string => {
  const isFor = (role: Change["breakingFor"]): boolean =>
    changes.some(({ breakingFor }) => breakingFor === role || breakingFor === "both");
  const roles = [...(isFor("producer") ? ["producers"] : []), ...(isFor("consumer") ? ["consumers"] : [])];
  return roles.length === 0 ? "" : ` (breaking for ${roles.join(" and ")})`;
};

const lineOf = (group: readonly Described[]): string => {
  const [first] = group;
  if (!first) return "";
  const subject = listed(
    first.events.map((event) => code(event)),
    most.events,
    "events",
  );
  const names = first.paths.slice(0, most.properties).map((path) => code(path));
  // How many there are isn't known: not all ways to a schema are followed.
  const properties = `${names.join(", ")}${names.length < first.paths.length ? " and more properties" : ""}`;
  const property = properties === "" ? "" : `${properties}${first.isNamed ? "" : ":"} `;
  const details = [...new Set(group.map(({ detail }) => detail))];
  const hidden = details.length - most.details;
  const shown = hidden <= 1 ? details : [...details.slice(0, most.details), `${hidden} more changes`];
  return `- ${subject}: ${property}${shown.join("; ")}${breakingInWords(group.map(({ change }) => change))}`;
};

const isLargerFirst = (one: readonly Described[], other: readonly Described[]): number => {
  const [a, b] = [one, other].map((group) => largestBump(group.map(({ change }) => change)) ?? "patch");
  return a && b ? compareBumps(b, a) : 0;
};

/** Changes without effect on data or types stand in one line for an event. */
const keyOf = ({ change, events, paths }: Described): string =>
  JSON.stringify(change.bump === "patch" ? [events] : [events, paths]);

/**
 * Describes changes for a changelog: one Markdown list item for each property of each event, the largest bump first.
 *
 * A change of a schema that events share names the events. Text of schemas is printed as code, never as markup.
 */
export const describeChanges = (changes: readonly Change[], { was, is }: ComparedDocuments): readonly string[] => {
  const [before, now] = [createUsesOf(was), createUsesOf(is)];
  const groups = new Map<string, Described[]>();
  for (const change of changes) {
    const { file, pointer, bump } = change;
    for (const use of (hasPlace(is, file, pointer) ? now : before)(file, pointer)) {
      const described = describe(change, bump === "patch" ? { ...use, paths: [] } : use);
      const key = keyOf(described);
      groups.set(key, [...(groups.get(key) ?? []), described]);
    }
  }
  const lines = [...groups.values()].toSorted(isLargerFirst).map(lineOf);
  const hidden = lines.length - most.lines;
  return hidden <= 1 ? lines : [...lines.slice(0, most.lines), `- ${hidden} more changes`];
};
