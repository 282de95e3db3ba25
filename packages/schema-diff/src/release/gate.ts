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

/** What a gate guards. */
export interface GateOptions {
  /** The repository. */
  readonly root: string;
  /** The folder of schemas, from the root. */
  readonly schemas: string;
  /** The package whose release tags, `NAME@VERSION`, mark what was published; and its folder, from the root. */
  readonly packageName: string;
  readonly packageFolder: string;
  /** The folder of pending changesets, from the root. */
  readonly changesets: string;
}

/** Whether schemas may be published with the bump that is asked for, and why. */
export interface GateResult {
  readonly passes: boolean;
  readonly lines: readonly string[];
}

/** What a gate found. */
export interface GateReport {
  readonly passes: boolean;
  /** One sentence that says why. */
  readonly summary: string;
  /** What has changed since the last release. */
  readonly changes: readonly Change[];
  /** Those of the changes that ask for more than is planned. */
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

/** Compares the bump that changes ask for with the one that is planned. */
export const evaluateGate = (changes: readonly Change[], planned: Bump | undefined, since: string): GateReport => {
  const needed = largestBump(changes);
  if (needed === undefined) {
    return { ...nothingChanged, passes: true, planned, summary: `No schema has changed since ${since}.` };
  }
  const falling = changes.filter(({ bump }) => planned === undefined || compareBumps(bump, planned) > 0);
  const count = changes.length === 1 ? "1 schema change" : `${changes.length} schema changes`;
  const asked = `Since ${since}: ${count} asking for ${inWords(needed)}, changesets asking for ${inWords(planned)}`;
  const passes = falling.length === 0;
  return { passes, summary: `${asked}${passes ? "." : ":"}`, changes, falling, needed, planned };
};

/** What to do about a gate that doesn't pass for its changes. */
export const remedyFor = ({ falling, needed }: GateReport): readonly string[] =>
  falling.length === 0 ? [] : [`Add a changeset that asks for ${inWords(needed)}, or take these changes back.`];

/**
 * Finds whether the pending changesets ask for as large a bump as the changes of the schemas since the last release.
 *
 * A version that has been raised since that release, as the commit of the next one does, counts like its changesets.
 */
export const inspectGate = async (options: GateOptions): Promise<GateReport> => {
  const { root, packageName } = options;
  const currentVersion = await readVersion(join(root, options.packageFolder));
  const release = await findLastRelease(root, packageName, currentVersion);
  if (release.kind === "never released") {
    const summary = `${packageName} has never been released: no schema change can break anyone yet.`;
    return { ...nothingChanged, passes: true, summary };
  }
  if (release.kind === "not to be told") {
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

/** Says whether the pending changesets ask for as large a bump as the changes of the schemas since the last release. */
export const runGate = async (options: GateOptions): Promise<GateResult> => {
  const report = await inspectGate(options);
  const lines = [report.summary, ...report.falling.map(inOneLine), ...remedyFor(report)];
  return { passes: report.passes, lines };
};
