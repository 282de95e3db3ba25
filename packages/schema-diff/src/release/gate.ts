import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compare, parse } from "semver";
import { fieldsOf, printable } from "@email-events/json-schema";
import type { Bump, Change } from "../change.ts";
import { diffSchemas } from "../diff-schemas.ts";
import { compareBumps, largestBump } from "../classify-change.ts";
import { readPendingBump } from "./pending-bump.ts";
import { readFolder } from "./read-folder.ts";
import { findLastRelease, readSchemasAt } from "./released-schemas.ts";

/** What a gate compares. */
export interface GateOptions {
  /** The repository. */
  readonly root: string;
  /** The folder of schemas, from the root. */
  readonly schemas: string;
  /** The package whose release tags are `NAME@VERSION`, and its folder, from the root. */
  readonly packageName: string;
  readonly packageFolder: string;
  /** The folder of pending changesets, from the root. */
  readonly changesets: string;
}

/** Whether schemas may be published with the planned bump, and why. */
export interface GateResult {
  readonly passes: boolean;
  readonly lines: readonly string[];
}

/** What a gate found. */
export interface GateReport {
  readonly passes: boolean;
  /** The reason, in one sentence. */
  readonly summary: string;
  /** The changes since the last release. */
  readonly changes: readonly Change[];
  /** The changes that require a larger bump than planned. */
  readonly falling: readonly Change[];
  readonly needed: Bump | undefined;
  readonly planned: Bump | undefined;
}

const readVersion = async (folder: string): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return String(fieldsOf(manifest)?.get("version"));
};

const larger = (one: Bump | undefined, other: Bump | undefined): Bump | undefined =>
  largestBump([one, other].flatMap((bump) => (bump ? [{ bump }] : [])));

/** The bump that leads from one version to a later one; `undefined` when it isn't later. */
const bumpBetween = (from: string, to: string): Bump | undefined => {
  const [was, is] = [parse(from), parse(to)];
  if (was === null || is === null || compare(is, was) <= 0) return undefined;
  if (is.major !== was.major) return "major";
  return is.minor === was.minor ? "patch" : "minor";
};

const inWords = (bump: Bump | undefined): string => (bump ? `a ${bump} version` : "no new version");

const nothingChanged = { changes: [], falling: [], needed: undefined, planned: undefined } as const;

/** Compares the bump that changes require with the planned one. */
export const evaluateGate = (changes: readonly Change[], planned: Bump | undefined, since: string): GateReport => {
  const needed = largestBump(changes);
  if (needed === undefined) {
    return { ...nothingChanged, passes: true, planned, summary: `No schema has changed since ${since}.` };
  }
  const falling = changes.filter(({ bump }) => planned === undefined || compareBumps(bump, planned) > 0);
  const count = changes.length === 1 ? "1 schema change" : `${changes.length} schema changes`;
  const required = `${count} ${changes.length === 1 ? "requires" : "require"} ${inWords(needed)}`;
  const summary = `Since ${since}: ${required}; the pending changesets plan ${inWords(planned)}`;
  const passes = falling.length === 0;
  return { passes, summary: `${summary}${passes ? "." : ":"}`, changes, falling, needed, planned };
};

/** What to do where changes require a larger bump than planned. */
export const remedyFor = ({ falling, needed }: GateReport): readonly string[] =>
  falling.length === 0 ? [] : [`Add a changeset for ${inWords(needed)}, or revert these changes.`];

/**
 * Compares the pending changesets with the schema changes since the last release.
 *
 * A version that was raised since that release, as in the release commit, counts like a changeset.
 */
export const inspectGate = async (options: GateOptions): Promise<GateReport> => {
  const { root, packageName } = options;
  const currentVersion = await readVersion(join(root, options.packageFolder));
  const release = await findLastRelease(root, packageName, currentVersion);
  if (release.kind === "never released") {
    const summary = `${packageName} has never been released: no schema change can break anyone yet.`;
    return { ...nothingChanged, passes: true, summary };
  }
  if (release.kind === "undetermined") {
    const summary = `Can't determine which schemas were released last: ${release.reason}. Fetch the release tags.`;
    return { ...nothingChanged, passes: false, summary };
  }
  const [was, is, pending] = await Promise.all([
    readSchemasAt(root, release.commit, options.schemas),
    readFolder(join(root, options.schemas)),
    readPendingBump(join(root, options.changesets), packageName.replace(/\/.*$/, "/")),
  ]);
  const raised = bumpBetween(release.version, currentVersion);
  return evaluateGate(diffSchemas(was, is), larger(pending, raised), release.tag);
};

const inOneLine = ({ bump, change, file, pointer, detail }: Change): string =>
  printable(`  ${bump}  ${change}  ${file}${pointer === "" ? "" : `#${pointer}`}: ${detail}`);

/** Checks that the pending changesets require as large a bump as the schema changes since the last release. */
export const runGate = async (options: GateOptions): Promise<GateResult> => {
  const report = await inspectGate(options);
  const lines = [report.summary, ...report.falling.map(inOneLine), ...remedyFor(report)];
  return { passes: report.passes, lines };
};
