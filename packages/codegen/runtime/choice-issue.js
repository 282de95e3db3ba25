import { issue } from "./issue.js";

/** Says why a value fits no branch: with the issues of the branch it comes nearest to, where one is nearer. */
export function choiceIssue(value, pointer, sink, keyword, expected, collectors) {
  const attempts = collectors.map((collect) => {
    const attempt = { issues: [], limit: sink.limit };
    collect(value, pointer, attempt);
    return attempt.issues;
  });
  const fitting = attempts.filter(
    (issues) => !issues.some((found) => found.pointer === pointer && found.code === "type"),
  );
  const [nearest, next] = fitting.toSorted((a, b) => a.length - b.length);
  if (nearest === undefined || nearest.length === next?.length) return issue(sink, pointer, keyword, expected, value);
  sink.issues.push(...nearest.slice(0, sink.limit - sink.issues.length));
}
