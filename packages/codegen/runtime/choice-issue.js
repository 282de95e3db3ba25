import { expect } from "./expect.js";
import { issue } from "./issue.js";

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(v, sink, code, expected, branches) {
  const { left, trial, isOfAnotherType } = sink;
  let nearest;
  let least = Infinity;
  let next = Infinity;
  for (const branch of branches) {
    sink.left = sink.limit;
    sink.trial = sink.path.length;
    sink.isOfAnotherType = false;
    // Choices inside choices multiply: after so many tries the place alone is named.
    if (sink.tries-- > 0) expect(v, sink, branch);
    const count = sink.limit - sink.left;
    if (sink.isOfAnotherType || count > next) continue;
    if (count < least) {
      next = least;
      least = count;
      nearest = branch;
    } else next = count;
  }
  sink.left = left;
  sink.trial = trial;
  sink.isOfAnotherType = isOfAnotherType;
  if (least === 0 || least === next) issue(sink, code, expected, v);
  else expect(v, sink, nearest);
}
