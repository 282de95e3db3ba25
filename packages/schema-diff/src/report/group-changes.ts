import { appendToken, pointerTokens } from "@email-events/json-schema";
import { type Audience, bumpFor, type LocatedChange } from "./located-change.ts";
import { compareBumps } from "../classify-change.ts";

/** The changes of one property, definition or file. */
export interface ChangeGroup {
  readonly path: string;
  /** The pointer of the property, definition or file. */
  readonly pointer: string;
  readonly changes: readonly LocatedChange[];
}

const holders: ReadonlySet<string> = new Set(["properties", "patternProperties", "$defs", "definitions"]);

/** The pointer of the property or definition that contains a place. */
const subjectOf = (pointer: string): string => {
  const tokens = pointerTokens(pointer);
  // A name may be a keyword as well: `properties/properties` is a property of that name.
  let end = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    if (!holders.has(tokens[index] ?? "") || index + 1 >= tokens.length) continue;
    index += 1;
    end = index + 1;
  }
  return tokens.slice(0, end).reduce<string>(appendToken, "");
};

/** Groups changes by property, the largest bump first. */
export const groupChanges = (changes: readonly LocatedChange[], audience: Audience): readonly ChangeGroup[] => {
  const groups = new Map<string, LocatedChange[]>();
  for (const change of changes) {
    const key = `${change.path}\n${subjectOf(change.pointer)}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  const byBump = (one: LocatedChange, other: LocatedChange): number =>
    compareBumps(bumpFor(other, audience), bumpFor(one, audience));
  return [...groups.values()]
    .flatMap((members): readonly ChangeGroup[] => {
      const sorted = members.toSorted(byBump);
      const [first] = sorted;
      return first ? [{ path: first.path, pointer: subjectOf(first.pointer), changes: sorted }] : [];
    })
    .toSorted((one, other) => {
      const [a, b] = [one.changes[0], other.changes[0]];
      return a && b ? byBump(a, b) : 0;
    });
};
