import { join } from "node:path";
import { compare, parse, prerelease } from "semver";
import { printable } from "@email-events/json-schema";
import type { Bump, Change } from "../change.ts";
import { diffSchemas } from "../diff-schemas.ts";
import { compareBumps, largestBump } from "../classify-change.ts";
import { readPendingBump } from "./pending-bump.ts";
import { readFolder, readFolderAt } from "./read-folder.ts";
import { findLastRelease, type LastRelease, type Release } from "./find-last-release.ts";
import { readVersion } from "./read-version.ts";
import { findAnySchema, findCommit } from "./released-schemas.ts";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";
import type { ComparedDocuments } from "../changelog/describe-changes.ts";

/** What a gate compares. */
export interface GateOptions {
  /** The repository. */
  readonly root: string;
  /** The folder of schemas, from the root. */
  readonly schemas: string;
  /** The package whose release tags are `NAME@VERSION`, or `vVERSION` in the root; and its folder, from the root. */
  readonly packageName: string;
  readonly packageFolder: string;
  /** The folder of pending changesets, from the root. */
  readonly changesets: string;
  /** A branch, tag or commit to compare with, in place of the last release. */
  readonly against?: string | undefined;
}

/** Whether schemas may be published with the planned bump, and why. */
export interface GateResult {
  readonly passes: boolean;
  readonly lines: readonly string[];
  /** Set where there is no result: what was released can't be determined. */
  readonly isUndetermined?: true;
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
  /** Set where there is no result: what was released can't be determined. */
  readonly isUndetermined?: true;
  /** The schemas that were compared, and the tag or commit of the old ones; missing where nothing was compared. */
  readonly compared?: ComparedDocuments & { readonly base: string };
  /** The bump from the last release to the package's current version; `undefined` if that isn't higher, or a pre-release. */
  readonly raised?: Bump | undefined;
}

const larger = (one: Bump | undefined, other: Bump | undefined): Bump | undefined =>
  largestBump([one, other].flatMap((bump) => (bump ? [{ bump }] : [])));

/** The bump that leads from one version to a later one; `undefined` when it isn't later. After a pre-release, any is. */
const bumpBetween = (from: string, to: string): Bump | undefined => {
  const [was, is] = [parse(from), parse(to)];
  if (was === null || is === null || compare(is, was) <= 0) return undefined;
  if (is.major !== was.major || was.prerelease.length > 0) return "major";
  return is.minor === was.minor ? "patch" : "minor";
};

const inWords = (bump: Bump | undefined): string => (bump ? `a ${bump} version` : "no new version");

const nothingChanged = { changes: [], falling: [], needed: undefined, planned: undefined } as const;

/** The bumps that are planned: by pending changesets, and by a version that was raised already. */
interface Plan {
  readonly pending: Bump | undefined;
  readonly raised: Bump | undefined;
  readonly currentVersion: string;
}

const planInWords = ({ pending, raised, currentVersion }: Plan): string =>
  raised !== undefined && larger(pending, raised) === raised
    ? `version ${currentVersion} is ${inWords(raised)}`
    : `the pending changesets plan ${inWords(pending)}`;

/** Compares the bump that changes require with the planned one. */
const evaluateGate = (changes: readonly Change[], plan: Plan, since: string): GateReport => {
  const planned = larger(plan.pending, plan.raised);
  const needed = largestBump(changes);
  if (needed === undefined) {
    return { ...nothingChanged, passes: true, planned, summary: `No schema has changed since ${since}.` };
  }
  const falling = changes.filter(({ bump }) => planned === undefined || compareBumps(bump, planned) > 0);
  const count = changes.length === 1 ? "1 schema change" : `${changes.length} schema changes`;
  const required = `${count} ${changes.length === 1 ? "requires" : "require"} ${inWords(needed)}`;
  const summary = `Since ${since}: ${required}; ${planInWords(plan)}`;
  const passes = falling.length === 0;
  return { passes, summary: `${summary}${passes ? "." : ":"}`, changes, falling, needed, planned };
};

/** What to do where changes require a larger bump than planned. */
export const remedyFor = ({ falling, needed }: GateReport): readonly string[] =>
  falling.length === 0 ? [] : [`Add a changeset for ${inWords(needed)}, or revert these changes.`];

/** What schemas are compared with: the last release, or what a caller names. */
const findBase = async (options: GateOptions, currentVersion: string): Promise<LastRelease> => {
  const { root, packageName, packageFolder, against } = options;
  if (against === undefined) return findLastRelease({ root, packageName, packageFolder, currentVersion });
  const commit = await findCommit(root, against);
  return { kind: "released", tag: against, version: currentVersion, commit };
};

const readReleased = ({ root, schemas }: GateOptions, { commit, tag }: Release): Promise<SchemaDocuments> =>
  readFolderAt({ root, folder: schemas, commit, name: `${tag}:${schemas}` });

/**
 * Compares the schemas of a folder with those of a release. Without such a folder there, all schemas are new.
 *
 * @param released the schemas of the release, where they are read already
 */
export const compareWithRelease = async (
  options: GateOptions,
  release: Release,
  released?: SchemaDocuments,
): Promise<GateReport> => {
  const { root, packageName, schemas } = options;
  const [was, is, pending, currentVersion] = await Promise.all([
    released ?? readReleased(options, release),
    readFolder(join(root, schemas)),
    readPendingBump(options, packageName),
    readVersion(join(root, options.packageFolder)),
  ]);
  const raised = bumpBetween(release.version, currentVersion);
  const report = evaluateGate(diffSchemas(was, is), { pending, raised, currentVersion }, release.tag);
  const isReleased = prerelease(currentVersion) === null;
  return { ...report, compared: { was, is, base: release.tag }, raised: isReleased ? raised : undefined };
};

const undetermined = (summary: string): GateReport => ({
  ...nothingChanged,
  passes: false,
  summary: printable(summary),
  isUndetermined: true,
});

/**
 * Compares the pending changesets with the schema changes since the last release.
 *
 * A version that was raised since that release, as in the release commit, counts like a changeset.
 *
 * @throws ChangesetError when a pending changeset can't be read
 * @throws UnknownCommitError when git doesn't know the commit of `against`, or the root is in no repository
 */
export const inspectGate = async (options: GateOptions): Promise<GateReport> => {
  const { root, packageName } = options;
  const currentVersion = await readVersion(join(root, options.packageFolder));
  const release = await findBase(options, currentVersion);
  if (release.kind === "never released") {
    const summary = `${packageName} has never been released: no schema change can break anyone yet.`;
    return { ...nothingChanged, passes: true, summary };
  }
  if (release.kind === "undetermined") {
    return undetermined(`Can't determine which schemas were released last: ${release.reason}. ${release.remedy}`);
  }
  const was = await readReleased(options, release);
  // All schemas would be new, and whatever else changed about them would pass.
  const elsewhere = was.size > 0 ? undefined : await findAnySchema(root, release.commit);
  if (elsewhere !== undefined) {
    const place = `${release.tag} has no schemas in ${options.schemas}, but has ${elsewhere}`;
    return undetermined(`Can't compare: ${place}. Name a commit that has the schemas in this folder with --against.`);
  }
  return compareWithRelease(options, release, was);
};

const inOneLine = ({ bump, change, file, pointer, detail }: Change): string =>
  printable(`  ${bump}  ${change}  ${file}${pointer === "" ? "" : `#${pointer}`}: ${detail}`);

/** Checks that the pending changesets require as large a bump as the schema changes since the last release. */
export const runGate = async (options: GateOptions): Promise<GateResult> => {
  const report = await inspectGate(options);
  const lines = [report.summary, ...report.falling.map(inOneLine), ...remedyFor(report)];
  return { passes: report.passes, lines, ...(report.isUndetermined && { isUndetermined: true }) };
};
