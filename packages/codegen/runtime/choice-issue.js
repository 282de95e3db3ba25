import { issue } from "./issue.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */
/*:: import type { Found } from "./found.js"; */

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(
  value /*: any */,
  sink /*: Place | undefined */,
  expected /*: string */,
  branches /*: readonly Check[] */,
  code = "anyOf",
) /*: boolean */ {
  if (!sink) return false;
  const all = sink.all;
  const found = all.found;
  let nearest /*: readonly Found[] */ = [];
  let least = Infinity;
  for (const check of branches) {
    const trial /*: Found[] */ = [];
    all.found = trial;
    // Choices inside choices multiply: after so many tries the place alone is named.
    if (all.tries-- > 0) check(value, sink);
    const isOfAnotherType = trial[0]?.code === "type" && trial[0].value === value;
    if (isOfAnotherType || trial.length > least) continue;
    nearest = trial.length < least ? trial : [];
    least = trial.length;
  }
  all.found = found;
  // One by one: there may be more than a call takes arguments.
  for (const one of nearest) found.push(one);
  return nearest.length ? found.length < all.limit : issue(value, sink, code, expected);
}
