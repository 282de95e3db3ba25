import { suggest } from "@email-events/cli";
import { toLine } from "@email-events/core/mapping";
import type { z } from "zod";
import { isRecord } from "./is-record.ts";
import type { ConfigSchema } from "./schema.ts";
import { replaceSecret } from "./secrets-in-file.ts";

type Path = readonly PropertyKey[];

/** Returns a path as it is written in a sentence: `airship.region`, `sources[1]`. */
const showPath = (path: Path): string => {
  const words = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return toLine(words.join("").replace(/^\./, ""), 100);
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined), value);

/** A longer number may be a secret as well. */
const maxShownNumber = 1_000_000;

/** Describes a value without repeating a text: it may be a secret in the wrong place. */
const describe = (value: unknown, isOfType: boolean): string => {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return isOfType && value !== "" ? "another text" : "a text";
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "a section";
  if (typeof value === "boolean") return `${value}`;
  return typeof value === "number" && Math.abs(value) < maxShownNumber ? `${value}` : "a number";
};

type Paths = ConfigSchema["paths"];

/** The keys of a section, and of the sections in it, by their paths from there. */
const pathsBelow = (paths: Paths, section: Path): Paths =>
  paths
    .filter((words) => words.length > section.length && section.every((step, index) => words[index] === step))
    .map((words) => words.slice(section.length));

const toLetters = (word: string): string => word.toLowerCase().replaceAll(/[^a-z]/g, "");

/**
 * Finds the key that was meant: one of the section, or one of another section that is written the same, such as an option
 * of the command line (`airship-region`).
 */
const findKey = (paths: Paths, path: Path, key: string): string | undefined => {
  const letters = toLetters(key.slice(0, 100));
  const written = paths.find((words) => toLetters(words.join("")) === letters);
  const named = paths.filter((words) => toLetters(words.at(-1) ?? "") === letters);
  const exact = written ?? (named.length === 1 ? named[0] : undefined);
  if (exact !== undefined) return exact.join(".");
  const near = pathsBelow(paths, path);
  const meant = suggest(
    letters,
    near.map((words) => toLetters(words.join(""))),
  );
  return near.find((words) => toLetters(words.join("")) === meant)?.join(".");
};

const explainKey = (paths: Paths, path: Path, key: string): string => {
  const place = showPath([...path, key]);
  const replacement = replaceSecret([...path.map(String), key.slice(0, 100)]);
  if (replacement !== undefined) return `${place}: secrets are not read from this file; set ${replacement}`;
  const meant = findKey(paths, path, key);
  const known = pathsBelow(paths, path).filter((words) => words.length === 1);
  const hint = meant === undefined ? `there are ${known.join(", ")}` : `did you mean ${meant}?`;
  return `${place}: unknown key (${hint})`;
};

/** Returns a problem of the schema as sentences: where it is, what is expected, what came, and what was probably meant. */
const explainIssue = (paths: Paths, value: unknown, issue: z.core.$ZodIssue): readonly string[] => {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => explainKey(paths, path, key));
  const found = valueAt(value, path);
  const choices = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const meant = typeof found === "string" ? suggest(found, choices) : undefined;
  const hint = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  return [
    `${showPath(path) || "the file"}: expected ${issue.message}, received ${describe(found, issue.code !== "invalid_type")}${hint}`,
  ];
};

/** Returns what the schema has found wrong with a value, each once: a number may break several of its rules. */
export const explainIssues = (paths: Paths, value: unknown, issues: readonly z.core.$ZodIssue[]): readonly string[] => [
  ...new Set(issues.flatMap((issue) => explainIssue(paths, value, issue))),
];
