import type { Issue } from "@email-events/core";

/** A bracket that is open: an object with the keys seen so far, or a list with the place in it. */
type Frame =
  | { readonly kind: "object"; readonly keys: Set<string>; key: string; isKeyNext: boolean }
  | { readonly kind: "list"; index: number };

const maxIssues = 10;

const escape = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

const pointerOf = (frames: readonly Frame[]): string =>
  frames.map((frame) => `/${frame.kind === "object" ? escape(frame.key) : frame.index}`).join("");

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

const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (text[end - 1] === "\\" && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
};

/** Whether an odd number of backslashes stands before a place. */
const isEscaped = (text: string, place: number): boolean => {
  let first = place;
  while (text[first - 1] === "\\") first -= 1;
  return (place - first) % 2 === 1;
};

const parseKey = (quoted: string): string => String(JSON.parse(quoted));

/** Notes a key of the innermost object; nothing when the string is a value. */
const noteString = (frames: readonly Frame[], quoted: () => string): Issue | undefined => {
  const frame = frames.at(-1);
  if (frame?.kind !== "object" || !frame.isKeyNext) return undefined;
  frame.key = parseKey(quoted());
  frame.isKeyNext = false;
  const isRepeated = frame.keys.has(frame.key);
  frame.keys.add(frame.key);
  if (frame.key === "__proto__") return protoKey(pointerOf(frames));
  return isRepeated ? duplicate(pointerOf(frames)) : undefined;
};

const noteComma = (frame: Frame | undefined): void => {
  if (frame?.kind === "object") frame.isKeyNext = true;
  else if (frame !== undefined) frame.index += 1;
};

/**
 * Finds what `JSON.parse` lets pass and quietly mends: keys that come twice (the last one wins), `__proto__` keys, and
 * nesting deeper than `maxDepth`. It keeps its own stack, so no depth overflows it.
 *
 * @param text - JSON that `JSON.parse` accepts.
 * @returns At most ten issues.
 */
export const findKeyIssues = (text: string, maxDepth: number): readonly Issue[] => {
  const issues: Issue[] = [];
  const frames: Frame[] = [];
  for (let index = 0; index < text.length && issues.length < maxIssues; index += 1) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      const start = index;
      const issue = noteString(frames, () => text.slice(start, end + 1));
      if (issue !== undefined) issues.push(issue);
      index = end;
    } else if (character === "{") frames.push({ kind: "object", keys: new Set(), key: "", isKeyNext: true });
    else if (character === "[") frames.push({ kind: "list", index: 0 });
    else if (character === "}" || character === "]") frames.pop();
    else if (character === ",") noteComma(frames.at(-1));
    if (frames.length > maxDepth) return [...issues, tooDeep(maxDepth)];
  }
  return issues;
};
