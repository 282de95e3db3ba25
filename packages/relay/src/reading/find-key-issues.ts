import type { Issue } from "@email-events/core";
import { walkJson } from "@email-events/diagnose/reading";

const maxIssues = 10;

const duplicate = (pointer: string): Issue => ({
  pointer,
  code: "duplicate_key",
  expected: "each key once in an object",
  received: "a key for the second time",
});

const protoKey = (pointer: string): Issue => ({
  pointer,
  code: "proto_key",
  expected: "no key with the name __proto__",
  received: "a __proto__ key",
});

const tooDeep = (maxDepth: number): Issue => ({
  pointer: "",
  code: "nesting",
  expected: `at most ${maxDepth} levels of objects and lists`,
  received: "more levels",
});

/**
 * Finds what `JSON.parse` lets pass and quietly mends: keys that come twice (the last one wins), `__proto__` keys, and
 * nesting deeper than `maxDepth`.
 *
 * @param text - JSON that `JSON.parse` accepts.
 * @returns At most ten issues about keys, of those before the first place that is too deep.
 */
export const findKeyIssues = (text: string, maxDepth: number): readonly Issue[] => {
  const issues: Issue[] = [];
  let isTooDeep = false;
  walkJson(text, {
    maxDepth,
    onTooDeep: () => (isTooDeep = true),
    onKey: (key, pointer, _offset, isRepeated) => {
      if (isTooDeep || issues.length === maxIssues) return;
      if (key === "__proto__") issues.push(protoKey(pointer));
      else if (isRepeated) issues.push(duplicate(pointer));
    },
  });
  return isTooDeep ? [...issues, tooDeep(maxDepth)] : issues;
};
