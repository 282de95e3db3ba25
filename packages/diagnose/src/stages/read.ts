import { findForeignBytes, findForeignText } from "../reading/decode.ts";
import { markRoundedNumbers } from "../reading/mark-rounded-numbers.ts";
import { utf8Bytes } from "../reading/utf8-bytes.ts";
import { walkJson } from "../reading/walk-json.ts";
import type { StageResult, UnplacedFinding } from "./stage.ts";

/** An event that was read, or why it couldn't be. */
export interface ReadItem {
  readonly result: StageResult;
  readonly bytes: number;
  /** The value; absent where the stage failed. */
  readonly parsed?: { readonly value: unknown };
  /** Keys that come twice or are called `__proto__`. */
  readonly keyFindings: readonly UnplacedFinding[];
}

/** Email events nest five levels deep. The relay and the sandbox refuse more than this. */
const maxDepth = 100;

/** @param others - Those that come first in the text. */
const fail = (bytes: number, finding: UnplacedFinding, others: readonly UnplacedFinding[] = []): ReadItem => ({
  result: { status: "fails", sentence: (others[0] ?? finding).sentence, findings: [...others, finding] },
  bytes,
  keyFindings: [],
});

const tooLarge = (bytes: number, maxBytes: number): UnplacedFinding => ({
  code: "too_large",
  sentence: `The event has ${bytes.toLocaleString("en")} bytes; at most ${maxBytes.toLocaleString("en")} are read.`,
  pointer: "",
  next: "Check that the text holds one event a line, and that no line break is missing.",
});

const notUtf8 = (offset: number): UnplacedFinding => ({
  code: "utf8",
  sentence: "The event has bytes that aren't UTF-8.",
  pointer: "",
  offset,
  next: "Write the events as UTF-8 where they are made. Latin-1 is the usual mistake.",
});

/** Says how to make JSON of a text that stops being JSON at a place. */
const howToMend = (text: string, offset: number): string => {
  if (/\{\s*""[^"\s:]/.test(text))
    return "The quotes are doubled, as in a CSV file: paste the content of the cell, or read the file as CSV.";
  if (/^[\u201c-\u201f]/.test(text.slice(offset))) return "Replace the typographic quotes by straight ones.";
  const [before] = /^[^"{]*(?=\{\s*["}])/.exec(text) ?? [""];
  if (before.length > offset) return "Leave out what comes before the {, such as the time in a line of a log.";
  return "Write it as JSON: keys and texts in double quotes, line breaks in texts as \\n, no comments, no comma after the last value.";
};

const notJson = (text: string): UnplacedFinding => {
  const foreign = findForeignText(text);
  if (foreign !== undefined) return { code: "utf8", pointer: "", offset: 0, ...foreign };
  const fault = walkJson(text);
  if (fault === undefined) return { code: "json", sentence: "This isn't JSON.", pointer: "" };
  const { expected, isCutOff, offset } = fault;
  return {
    code: "json",
    sentence: isCutOff
      ? `The JSON ends too early: ${expected} is missing.`
      : `This isn't JSON: ${expected} is expected here.`,
    pointer: "",
    offset,
    next: isCutOff ? "Check whether the sender or the log cut the text, and paste all of it." : howToMend(text, offset),
  };
};

/** Counts the keys at all levels. Returns `NaN` for more than `depthLeft` levels, or for a key `__proto__`. */
const countKeys = (value: unknown, depthLeft: number): number => {
  if (typeof value !== "object" || value === null) return 0;
  if (depthLeft <= 0) return Number.NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += countKeys(element, depthLeft - 1);
    return count;
  }
  // `for in` takes a fraction of the time of `Object.entries`, and what JSON.parse makes inherits nothing enumerable.
  for (const key in value) {
    if (key === "__proto__") return Number.NaN;
    count += 1 + countKeys(Reflect.get(value, key), depthLeft - 1);
  }
  return count;
};

const keyEnd = /"[ \n\r\t]*:/g;

/** Counts what looks like the end of a key; never fewer than the keys. */
const countKeyEnds = (text: string): number => {
  let count = 0;
  keyEnd.lastIndex = 0;
  while (keyEnd.test(text)) count += 1;
  return count;
};

const maxKeyFindings = 10;

const findInKeys = (
  text: string,
): { readonly findings: readonly UnplacedFinding[]; readonly tooDeepAt: number | undefined } => {
  const findings: UnplacedFinding[] = [];
  let tooDeepAt: number | undefined;
  walkJson(text, {
    maxDepth,
    onTooDeep: (offset) => (tooDeepAt ??= offset),
    onKey: (key, pointer, offset, isRepeated) => {
      if (tooDeepAt !== undefined || findings.length >= maxKeyFindings) return;
      if (key === "__proto__")
        findings.push({
          code: "proto_key",
          sentence: "A key is called __proto__.",
          pointer,
          offset,
          next: "Rename it.",
        });
      else if (isRepeated)
        findings.push({
          code: "duplicate_key",
          sentence: "A key appears twice in one object: readers disagree on which value counts.",
          pointer,
          offset,
          next: "Send each key once.",
        });
    },
  });
  return { findings, tooDeepAt };
};

const tooDeep = (offset: number): UnplacedFinding => ({
  code: "nesting",
  sentence: `The event nests more than ${maxDepth} levels deep.`,
  pointer: "",
  offset,
  next: "Send the event itself, without what wraps it.",
});

/** One for all, because `toLocaleString` looks the language up each time. */
const grouped = new Intl.NumberFormat("en");

/** Reads one value as JSON. */
export const readItem = (text: string, maxBytes: number): ReadItem => {
  const bytes = utf8Bytes(text);
  if (bytes > maxBytes) return fail(bytes, tooLarge(bytes, maxBytes));
  const foreignAt = findForeignBytes(text);
  if (foreignAt !== -1) return fail(bytes, notUtf8(foreignAt));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail(bytes, notJson(text));
  }
  const keys = countKeys(value, maxDepth);
  const found = keys === countKeyEnds(text) ? undefined : findInKeys(text);
  if (found?.tooDeepAt !== undefined) return fail(bytes, tooDeep(found.tooDeepAt), found.findings);
  const size = `${grouped.format(bytes)} ${bytes === 1 ? "byte" : "bytes"} of JSON.`;
  return {
    result: { status: "passes", sentence: size, findings: [] },
    bytes,
    parsed: { value: markRoundedNumbers(text, value) },
    keyFindings: found?.findings ?? [],
  };
};
