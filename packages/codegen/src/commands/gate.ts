import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { defineCommand, flag, required, text, UsageError, withDefault } from "@email-events/cli";
import { fieldsOf } from "@email-events/json-schema";
import {
  ChangesetError,
  findRepository,
  type GateOptions,
  type GateReport,
  inspectGate,
  remedyFor,
  type ReportFormat,
  UnknownCommitError,
  updateChangeset,
} from "@email-events/schema-diff";
import type { Output } from "../terminal.ts";
import type { CommandIo } from "./command-io.ts";
import { formatInput, report, unreadable } from "./report.ts";

const readName = async (folder: string): Promise<string> => {
  const content = await readFile(join(folder, "package.json"), "utf8");
  const name = fieldsOf(parseManifest(content, folder))?.get("name");
  if (typeof name !== "string") throw new UsageError(`${folder}/package.json has no name`);
  return name;
};

const parseManifest = (content: string, folder: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    throw new UsageError(`${folder}/package.json is invalid JSON`);
  }
};

const printGate = async (
  output: Output,
  found: GateReport,
  { format, schemas }: { readonly format: ReportFormat; readonly schemas: string },
) => {
  const { passes, summary, changes, falling, needed = "none", planned = "none" } = found;
  const about = { folders: [schemas], audience: "both", isWhole: true } as const;
  if (format === "json") {
    return report(output, format, { ...about, changes, more: { passes, summary, needed, planned } });
  }
  output.out(summary);
  if (falling.length > 0) await report(output, format, { ...about, changes: falling });
  remedyFor(found).forEach(output.out);
};

/** Writes the changeset, and says so. */
const write = async (output: Output, options: GateOptions): Promise<number> => {
  const { lines, isUndetermined } = await updateChangeset(options);
  lines.forEach(isUndetermined ? output.error : output.out);
  return isUndetermined ? 2 : 0;
};

const toUsageError = (problem: unknown): unknown =>
  problem instanceof UnknownCommitError || problem instanceof ChangesetError
    ? new UsageError(problem.message, { cause: problem })
    : problem;

/** `gate`: checks that the pending changesets ask for as much as the changes of schemas since the last release. */
export const gateCommand = defineCommand({
  name: "gate",
  summary: "Check that the pending changesets plan the bump that the schema changes require",
  usage: "--schemas DIR --package DIR [options]",
  inputs: {
    schemas: required(text("DIR", "folder of schemas to guard")),
    package: required(text("DIR", "folder of the package that publishes them")),
    changesets: withDefault(text("DIR", "folder of the pending changesets"), ".changeset"),
    against: text("GITREF", "branch, tag or commit to compare with, by default the last release"),
    write: flag("write the changeset schema-changes.md, which names each changed event and property"),
    format: formatInput,
  },
  examples: [
    "npx @email-events/codegen gate --schemas schemas --package packages/core",
    "npx @email-events/codegen gate --schemas schemas --package packages/core --write",
  ],
  run: async (
    { schemas, package: packageFolder, changesets, against, write: isWrite, format },
    { output }: CommandIo,
  ) => {
    try {
      const packageName = await readName(packageFolder);
      const from = (await findRepository(schemas)) ?? dirname(resolve(schemas));
      const fromRoot = (path: string): string => relative(from, resolve(path)).replaceAll("\\", "/");
      const options: GateOptions = {
        root: from,
        schemas: fromRoot(schemas),
        packageName,
        packageFolder: fromRoot(packageFolder),
        changesets: fromRoot(changesets),
        ...(against !== undefined && { against }),
      };
      if (isWrite) return await write(output, options);
      const found = await inspectGate(options);
      await printGate(output, found, { format, schemas });
      if (found.isUndetermined) return 2;
      return found.passes ? 0 : 1;
    } catch (problem) {
      const lines = unreadable(problem);
      if (lines === undefined) throw toUsageError(problem);
      lines.forEach(output.error);
      return 2;
    }
  },
});
