import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { printable } from "../printable.ts";
import { fieldsOf } from "./applicators.ts";
import type { Bump, Change } from "./change.ts";
import { diffSchemas } from "./diff-schemas.ts";
import { compareBumps, largestBump } from "./judge-change.ts";
import { readPendingBump } from "./pending-bump.ts";
import { placeInWords } from "./print-changes.ts";
import { readFolder } from "./read-folder.ts";
import { findLastRelease, readSchemasAt } from "./released-schemas.ts";
import { bumpBetween, parseVersion } from "./version.ts";

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

const readVersion = async (folder: string): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return String(fieldsOf(manifest)?.get("version"));
};

const larger = (one: Bump | undefined, other: Bump | undefined): Bump | undefined =>
  largestBump([one, other].flatMap((bump) => (bump ? [{ bump }] : [])));

const inWords = (bump: Bump | undefined): string => (bump ? `a ${bump} version` : "no new version");

/** Compares the bump that changes ask for with the one that is planned. */
export const judgeGate = (changes: readonly Change[], planned: Bump | undefined, since: string): GateResult => {
  const needed = largestBump(changes);
  if (needed === undefined) return { passes: true, lines: [`No schema has changed since ${since}.`] };
  const falling = changes.filter(({ bump }) => planned === undefined || compareBumps(bump, planned) > 0);
  const count = changes.length === 1 ? "1 schema change" : `${changes.length} schema changes`;
  const summary = `Since ${since}: ${count} asking for ${inWords(needed)}, changesets asking for ${inWords(planned)}`;
  if (falling.length === 0) return { passes: true, lines: [`${summary}.`] };
  return {
    passes: false,
    lines: [
      `${summary}:`,
      ...falling.map((change) =>
        printable(`  ${change.bump}  ${change.change}  ${placeInWords(change)}: ${change.detail}`),
      ),
      `Add a changeset that asks for ${inWords(needed)}, or take these changes back.`,
    ],
  };
};

/**
 * Says whether the pending changesets ask for as large a bump as the changes of the schemas since the last release.
 *
 * A version that has been raised since that release, as the commit of the next one does, counts like its changesets.
 */
export const runGate = async (options: GateOptions): Promise<GateResult> => {
  const { root, packageName } = options;
  const currentVersion = await readVersion(join(root, options.packageFolder));
  const release = await findLastRelease(root, packageName, currentVersion);
  if (release.kind === "never released") {
    return { passes: true, lines: [`${packageName} has never been released: no schema change can break anyone yet.`] };
  }
  if (release.kind === "not to be told") {
    const lines = [`Which schemas were released last is not to be told: ${release.reason}. Fetch the release tags.`];
    return { passes: false, lines };
  }
  const [was, is, pending] = await Promise.all([
    readSchemasAt(root, release.commit, options.schemas),
    readFolder(join(root, options.schemas)),
    readPendingBump(join(root, options.changesets), packageName.replace(/\/.*$/, "/")),
  ]);
  const [from, to] = [parseVersion(release.version), parseVersion(currentVersion)];
  const raised = from && to ? bumpBetween(from, to) : undefined;
  return judgeGate(diffSchemas(was, is), larger(pending, raised), release.tag);
};
