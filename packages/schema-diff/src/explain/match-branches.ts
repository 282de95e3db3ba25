import { fieldsOf } from "@email-events/json-schema";
import type { Prover } from "../prove/prover.ts";
import { type Place, placeName } from "../normalize/schema-folder.ts";
import { meaningOf, narrow } from "../normalize/shape.ts";

/** The branches of two choices, matched. */
export interface BranchMatch {
  readonly pairs: readonly (readonly [Place, Place])[];
  readonly removed: readonly Place[];
  readonly added: readonly Place[];
}

/** The target of a branch that is a reference; otherwise the branch itself. */
const targetOf = (place: Place): Place => {
  const ref = fieldsOf(place.schema)?.get("$ref");
  return (typeof ref === "string" ? place.folder.resolve(place, ref) : undefined) ?? place;
};

const titleOf = (place: Place): unknown => fieldsOf(targetOf(place).schema)?.get("title");

const isReference = (place: Place): boolean => targetOf(place) !== place;

/** Whether two places, one of each side, are references to the same file and pointer. */
export const isSameTarget = (one: Place, other: Place): boolean =>
  isReference(one) && isReference(other) && placeName(targetOf(one)) === placeName(targetOf(other));

type Criterion = (oldBranch: Place, newBranch: Place, prover: Prover) => boolean;

/** How a branch is recognised on the other side, the most certain first. */
const criteria: readonly Criterion[] = [
  (was, is, prover) => prover.isSame(was, is),
  isSameTarget,
  (was, is) => titleOf(was) !== undefined && titleOf(was) === titleOf(is),
  (was, is, prover) =>
    !prover.areDisjoint(meaningOf(was), meaningOf(is)) &&
    prover.includes(meaningOf(was), meaningOf(is)) === "valid" &&
    prover.includes(meaningOf(is), meaningOf(was)) === "valid",
  (was, is, prover) =>
    !prover.areDisjoint(meaningOf(was), meaningOf(is)) && !prover.isEmpty(narrow(meaningOf(was), { all: [is] })),
];

/** Matches the branches of two choices by meaning, reference, title or values. */
export const matchBranches = (
  oldBranches: readonly Place[],
  newBranches: readonly Place[],
  prover: Prover,
): BranchMatch => {
  const removed = new Set(oldBranches);
  const added = new Set(newBranches);
  const pairs: (readonly [Place, Place])[] = [];
  for (const matches of criteria) {
    for (const was of removed) {
      const is = [...added].find((candidate) => matches(was, candidate, prover));
      if (!is) continue;
      pairs.push([was, is]);
      removed.delete(was);
      added.delete(is);
    }
  }
  return { pairs, removed: [...removed], added: [...added] };
};

/** The name of a branch for messages: its title, reference or index. */
export const branchInWords = (place: Place): string => {
  const title = titleOf(place);
  if (typeof title === "string") return `"${title}"`;
  return isReference(place) ? placeName(targetOf(place)) : `branch ${place.pointer.split("/").at(-1) ?? ""}`;
};
