import { issue } from "./issue.js";
/*:: import type { $Found } from "./place-in.js"; */
/*:: import type { $Place } from "./place-in.js"; */
/*:: import type { $Check } from "./collect.js"; */

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(
  value /*: unknown */,
  place /*: $Place | undefined */,
  expected /*: string */,
  branches /*: readonly $Check[] */,
  code = "anyOf",
) /*: boolean */ {
  if (!place) return false;
  const all = place.all;
  const found = all.found;
  let nearest /*: readonly $Found[] */ = [];
  let least = Infinity;
  for (const check of branches) {
    const trial /*: $Found[] */ = [];
    all.found = trial;
    // Choices inside choices multiply: after so many tries the place alone is named.
    if (all.tries-- > 0) check(value, place);
    const isOfAnotherType = trial[0]?.code === "type" && trial[0].value === value;
    if (isOfAnotherType || trial.length > least) continue;
    nearest = trial.length < least ? trial : [];
    least = trial.length;
  }
  all.found = found;
  // One by one: there may be more than a call takes arguments.
  for (const one of nearest) found.push(one);
  return nearest.length ? found.length < all.limit : issue(value, place, code, expected);
}
