import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../site/page-files.ts";
import type { Block, Marker } from "./parse-blocks.ts";

/** How the blocks of a language are checked. */
export type Check = "code" | "commands" | "session" | "json" | "yaml" | "text";

/** Every language that a page may use, and how its blocks are checked. */
const checks: Readonly<Record<string, Check>> = {
  "": "text",
  console: "session",
  js: "code",
  json: "json",
  mjs: "code",
  sh: "commands",
  text: "text",
  ts: "code",
  yaml: "yaml",
};

/** What is done with a block. */
export interface Treatment {
  readonly check: Check;
  /** Path in the page's folder, where the block is a file that later blocks use. */
  readonly file?: string;
  /** Whether it is executed. */
  readonly runs: boolean;
  /** Whether it is compiled or parsed. */
  readonly compiles: boolean;
  /** Whether it is what the block before it printed. */
  readonly isOutput: boolean;
}

/** The shortest reason, in characters. */
const leastReason = 15;

const needsReason = ({ kind, argument }: Marker): string | undefined =>
  argument.length < leastReason ? `"${kind}" needs a reason: <!-- ${kind}: why -->` : undefined;

const withoutBlanks = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** The test has to exist, and to read the page. */
const needsTest = ({ argument }: Marker, { page }: Block): string | undefined => {
  const path = join(repository, argument);
  if (argument === "" || !existsSync(path)) return `no file ${argument} in the repository`;
  const name = page.slice(page.lastIndexOf("/") + 1);
  return readFileSync(path, "utf8").includes(name) ? undefined : `${argument} doesn't read ${name}`;
};

/** The markers, and what is wrong with one. */
const markers: Readonly<Record<string, (marker: Marker, block: Block) => string | undefined>> = {
  file: ({ argument }) =>
    /^(?!\/|.*\.\.)[\w./-]+$/.test(argument) ? undefined : '"file" needs a path in the folder of the page',
  "not run": needsReason,
  "not checked": needsReason,
  "part of": ({ argument }, { code }) => {
    const path = join(repository, argument);
    if (argument === "" || !existsSync(path)) return `no file ${argument} in the repository`;
    return withoutBlanks(readFileSync(path, "utf8")).includes(withoutBlanks(code)) ? undefined : `not in ${argument}`;
  },
  "tested by": needsTest,
  "page tested by": needsTest,
  output: () => undefined,
  drawings: needsReason,
};

const known = Object.keys(markers).join(", ");

/** Returns what is wrong with the language or the markers of a block. */
const findProblem = (block: Block, ofPage: readonly Marker[]): string | undefined => {
  const check = checks[block.language];
  if (check === undefined) return `unknown language "${block.language}": use one of ${Object.keys(checks).join(", ")}`;
  for (const marker of [...block.markers, ...ofPage]) {
    const problem = Object.hasOwn(markers, marker.kind)
      ? markers[marker.kind]?.(marker, block)
      : `unknown marker "${marker.kind}": use one of ${known}`;
    if (problem !== undefined) return problem;
  }
  const isExcused = ofPage.some(({ kind }) => kind !== "drawings" || block.language === "");
  if (check === "text" && block.markers.length === 0 && !isExcused)
    return `text needs a marker: output, "tested by: FILE", or "not run: why"`;
  return undefined;
};

/** Returns how a block is treated, or a sentence that says what is wrong with its language or its markers. */
export const treatmentOf = (block: Block, ofPage: readonly Marker[]): Treatment | string => {
  const problem = findProblem(block, ofPage);
  const check = checks[block.language];
  if (problem !== undefined || check === undefined) return problem ?? "";
  const argumentOf = (name: string) => block.markers.find(({ kind }) => kind === name)?.argument;
  const has = (...names: readonly string[]) => names.some((name) => argumentOf(name) !== undefined);
  const file = argumentOf("file");
  const isTested = ofPage.some(({ kind }) => kind === "page tested by");
  return {
    check,
    runs: !isTested && !has("not run", "not checked", "part of", "tested by"),
    compiles: !has("not checked", "part of", "tested by"),
    isOutput: has("output"),
    ...(file !== undefined && { file }),
  };
};
