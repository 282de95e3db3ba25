import { issue } from "./issue.js";

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(v, sink, code, expected, collectors) {
  const attempts = collectors.map((collect) => {
    const attempt = { ...sink, issues: [] };
    // Choices inside choices multiply: after so many tries the place alone is named.
    if (sink.tries.left-- > 0) collect(v, attempt);
    return attempt.issues;
  });
  const depth = sink.path.length;
  const isElsewhere = ({ code: found, pointer }) => found !== "type" || pointer.split("/").length > depth + 1;
  const fitting = attempts.filter((issues) => issues.every(isElsewhere));
  const [nearest, next] = fitting.toSorted((a, b) => a.length - b.length);
  if (!nearest?.length || nearest.length === next?.length) issue(sink, code, expected, v);
  else sink.issues.push(...nearest.slice(0, sink.limit - sink.issues.length));
}
