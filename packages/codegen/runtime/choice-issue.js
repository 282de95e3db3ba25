import { issue } from "./issue.js";

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(value, sink, code, expected, branches) {
  if (!sink) return false;
  const { all } = sink;
  const { found } = all;
  let nearest;
  let least = Infinity;
  for (const check of branches) {
    const trial = (all.found = []);
    // Choices inside choices multiply: after so many tries the place alone is named.
    if (all.tries-- > 0) check(value, sink);
    const isOfAnotherType = trial[0]?.code === "type" && trial[0].value === value;
    if (isOfAnotherType || trial.length > least) continue;
    nearest = trial.length < least ? trial : undefined;
    least = trial.length;
  }
  all.found = found;
  if (!nearest?.length) return issue(value, sink, code, expected);
  return found.push(...nearest) < all.limit;
}
