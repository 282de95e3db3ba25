import { readFileSync } from "node:fs";

const folder = new URL("../runtime/", import.meta.url);

interface RuntimeFile {
  readonly source: string;
  readonly imports: readonly string[];
}

const read = (name: string): RuntimeFile => {
  const text = readFileSync(new URL(`${name}.js`, folder), "utf8");
  const imports = [...text.matchAll(/^import .* from "\.\/(.+)\.js";$/gm)].map((match) => match[1] ?? "");
  const source = text
    .replaceAll(/^import .*;\n/gm, "")
    .replaceAll(/^export function/gm, "function")
    .trim();
  return { source, imports };
};

/** Where each function of the runtime stands. */
const homes: Readonly<Record<string, string>> = {
  choiceIssue: "choice-issue",
  codePoints: "code-points",
  each: "each",
  eachOther: "each-other",
  isDateTime: "is-date-time",
  isObject: "is-object",
  issue: "issue",
  issuesOf: "issues-of",
  isUuid: "is-uuid",
  may: "may",
  need: "need",
  othersAre: "others-are",
  own: "own",
  sameValue: "same-value",
  tagIssue: "tag-issue",
};

/**
 * The runtime functions that some generated code calls, with all that they call themselves.
 *
 * They are copied into the output, so that what is generated imports nothing.
 */
export const runtimeFor = (code: string): string => {
  const sources = new Map<string, string>();
  const add = (name: string): void => {
    if (sources.has(name)) return;
    const { source, imports } = read(name);
    sources.set(name, source);
    imports.forEach(add);
  };
  for (const [name, home] of Object.entries(homes)) {
    if (new RegExp(`\\b${name}\\(|\\b${name}\\b(?=[,)])`).test(code)) add(home);
  }
  return [...sources]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, source]) => source)
    .join("\n\n");
};
