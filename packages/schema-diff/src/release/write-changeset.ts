import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compareBumps } from "../classify-change.ts";
import { describeChanges } from "../changelog/describe-changes.ts";
import { ChangesetError, changesetText, untold } from "../changelog/changeset-text.ts";
import { compareWithRelease, type GateOptions, type GateReport, type GateResult, inspectGate } from "./gate.ts";
import { readBaseBranch, readPreReleased } from "./pending-bump.ts";
import { unreleased } from "./find-last-release.ts";
import { findBranchPoint, findRepository } from "./released-schemas.ts";

/** The names of changesets that describe schema changes: the first, and those after pre-releases. */
const fileName = (number: number): string => (number === 1 ? "schema-changes.md" : `schema-changes-${number}.md`);

const effects = {
  current: (path: string) => `${path} is current.`,
  removed: (path: string) => `Removed ${path}: it has nothing left to say.`,
  unneeded: () => "No schema has changed: no changeset was written.",
  described: () => "Every schema change is described already: no changeset was written.",
  written: (path: string) => `Wrote ${path}.`,
};

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/** Whether the version was raised for these changes already: a changelog describes them. */
const isReleased = ({ needed, raised }: GateReport): boolean =>
  needed !== undefined && raised !== undefined && compareBumps(raised, needed) >= 0;

/**
 * Before the first release, the schemas are compared with what the current branch started from. Nobody uses the packages
 * yet, so nothing requires a major version.
 */
const sinceBranchPoint = async (options: GateOptions, report: GateReport): Promise<GateReport> => {
  if (report.compared !== undefined || options.against !== undefined) return report;
  const base = await findBranchPoint(options.root, await readBaseBranch(join(options.root, options.changesets)));
  if (base === undefined) return report;
  const release = { kind: "released", tag: base, version: unreleased, commit: base } as const;
  const since = await compareWithRelease(options, release);
  return { ...since, needed: since.needed === "major" ? "minor" : since.needed };
};

/** Names the file in an error about its text. */
const inFile = <Value>(path: string, action: () => Value): Value => {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ChangesetError)) throw error;
    throw new ChangesetError(`${path} ${error.message}.`, { cause: error });
  }
};

/** The changeset to write, and those that pre-releases were made of. */
const findFiles = async (root: string, changesets: string) => {
  const names = new Set(await readPreReleased(join(root, changesets)));
  const earlier: string[] = [];
  while (names.has(fileName(earlier.length + 1))) earlier.push(`${changesets}/${fileName(earlier.length + 1)}`);
  return { earlier, path: `${changesets}/${fileName(earlier.length + 1)}` };
};

/** The lines that no changeset of a pre-release has. */
const itemsFor = async (root: string, report: GateReport, earlier: readonly string[]): Promise<readonly string[]> => {
  const { changes, compared } = report;
  if (!compared || isReleased(report)) return [];
  let items = describeChanges(changes, compared);
  for (const path of earlier) {
    const text = await readIfThere(join(root, path));
    if (text !== undefined) items = inFile(path, () => untold(items, text, compared.base));
  }
  return items;
};

const write = async (
  { root, changesets }: GateOptions,
  report: GateReport,
  packages: readonly string[],
): Promise<string> => {
  const { earlier, path } = await findFiles(root, changesets);
  const file = join(root, path);
  const existing = await readIfThere(file);
  const items = await itemsFor(root, report, earlier);
  if (existing === undefined && items.length === 0) {
    return report.changes.length === 0 ? effects.unneeded() : effects.described();
  }
  const plan = { packages, base: report.compared?.base ?? "", bump: report.needed ?? "patch", items };
  const text = inFile(path, () => changesetText(existing, plan));
  if (text === existing) return effects.current(path);
  if (text === undefined) {
    await rm(file);
    return effects.removed(path);
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return effects.written(path);
};

const undetermined = (line: string): GateResult => ({ passes: false, lines: [line], isUndetermined: true });

/**
 * Writes `schema-changes.md`, a changeset that names each changed event and property, with the bump that the changes
 * require. Handwritten text in the file stays. A file that has nothing left to say is removed. After a pre-release, which
 * has used the file, what is new is in `schema-changes-2.md`, and so on.
 *
 * @param packages the packages whose changelogs describe the changes, by default the one that publishes the schemas
 * @throws ChangesetError when the file is there and isn't a changeset
 * @throws UnknownCommitError when git doesn't know the commit of `against`
 */
export const updateChangeset = async (
  options: GateOptions,
  packages: readonly string[] = [options.packageName],
): Promise<GateResult> => {
  if ((await findRepository(options.root)) === undefined) {
    return undetermined("This isn't a git repository, so there is nothing to compare with: run this in a clone.");
  }
  const found = await inspectGate(options);
  if (found.isUndetermined) return undetermined(found.summary);
  return { passes: true, lines: [await write(options, await sinceBranchPoint(options, found), packages)] };
};
