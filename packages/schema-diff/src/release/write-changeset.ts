import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compareBumps } from "../classify-change.ts";
import { describeChanges } from "../changelog/describe-changes.ts";
import { ChangesetError, changesetText } from "../changelog/changeset-text.ts";
import { compareWithRelease, type GateOptions, type GateReport, type GateResult, inspectGate } from "./gate.ts";
import { readBaseBranch } from "./pending-bump.ts";
import { findBranchPoint, findRepository } from "./released-schemas.ts";

/** The name of the changeset that describes schema changes. */
const fileName = "schema-changes.md";

type Effect = "current" | "removed" | "unneeded" | "written";

const effects: Readonly<Record<Effect, (path: string) => string>> = {
  current: (path) => `${path} is current.`,
  removed: (path) => `Removed ${path}: it has nothing left to say.`,
  unneeded: () => "No schema has changed: no changeset was written.",
  written: (path) => `Wrote ${path}.`,
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
  const release = { kind: "released", tag: base, version: "", commit: base } as const;
  const { changes, needed, compared, planned } = await compareWithRelease(options, release);
  const bump = needed === "major" ? "minor" : needed;
  return { ...report, changes, needed: bump, planned, ...(compared && { compared }) };
};

const textFor = (existing: string | undefined, report: GateReport, packages: readonly string[], path: string) => {
  const { changes, compared, needed } = report;
  const items = compared && !isReleased(report) ? describeChanges(changes, compared) : [];
  const base = compared?.base ?? "";
  try {
    return changesetText(existing, { packages, base, bump: needed ?? "patch", items });
  } catch (error) {
    if (!(error instanceof ChangesetError)) throw error;
    throw new ChangesetError(`${path} ${error.message}.`, { cause: error });
  }
};

const write = async (options: GateOptions, report: GateReport, packages: readonly string[], path: string) => {
  const file = join(options.root, path);
  const existing = await readIfThere(file);
  if (existing === undefined && report.changes.length === 0) return "unneeded";
  const text = textFor(existing, report, packages, path);
  if (text === existing) return text === undefined ? "unneeded" : "current";
  if (text === undefined) {
    await rm(file);
    return "removed";
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return "written";
};

const undetermined = (line: string): GateResult => ({ passes: false, lines: [line], isUndetermined: true });

/**
 * Writes `schema-changes.md`, a changeset that names each changed event and property, with the bump that the changes
 * require. Handwritten text in the file stays. A file that has nothing left to say is removed.
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
  const path = `${options.changesets}/${fileName}`;
  const effect = await write(options, await sinceBranchPoint(options, found), packages, path);
  return { passes: true, lines: [effects[effect](path)] };
};
