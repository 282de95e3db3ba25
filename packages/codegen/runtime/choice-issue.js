import { issue } from "./issue.js";
import { pointerOf } from "./pointer-of.js";

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(v, sink, code, expected, collectors) {
  const here = pointerOf(sink.path);
  let [nearest, least, next] = [undefined, Infinity, Infinity];
  for (const collect of collectors) {
    const attempt = { ...sink, issues: [], hints: false };
    // Choices inside choices multiply: after so many tries the place alone is named.
    if (sink.tries.left-- > 0) collect(v, attempt);
    const count = attempt.issues.length;
    const isOfAnotherType = attempt.issues.some((found) => found.code === "type" && found.pointer === here);
    if (isOfAnotherType || count > next) continue;
    if (count < least) [nearest, least, next] = [collect, count, least];
    else next = count;
  }
  if (least === 0 || least === next) issue(sink, code, expected, v);
  else nearest(v, sink);
}
