import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { defineCommand, required, text, UsageError, withDefault } from "@email-events/cli";
import { fieldsOf } from "@email-events/json-schema";
import { findRepository, type GateReport, inspectGate, remedyFor, type ReportFormat } from "@email-events/schema-diff";
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

/** `gate`: checks that the pending changesets ask for as much as the changes of schemas since the last release. */
export const gateCommand = defineCommand({
  name: "gate",
  summary: "Check that the pending changesets ask for as large a version as the schema changes need",
  usage: "--schemas DIR --package DIR [options]",
  inputs: {
    schemas: required(text("DIR", "folder of schemas to guard")),
    package: required(text("DIR", "folder of the package that publishes them")),
    changesets: withDefault(text("DIR", "folder of the pending changesets"), ".changeset"),
    format: formatInput,
  },
  examples: ["npx @email-events/codegen gate --schemas schemas --package packages/core"],
  run: async ({ schemas, package: packageFolder, changesets, format }, { output }: CommandIo) => {
    try {
      const packageName = await readName(packageFolder);
      const root = (await findRepository(schemas)) ?? process.cwd();
      const fromRoot = (path: string): string => relative(root, resolve(path)).replaceAll("\\", "/");
      const found = await inspectGate({
        root,
        schemas: fromRoot(schemas),
        packageName,
        packageFolder: fromRoot(packageFolder),
        changesets: fromRoot(changesets),
      });
      await printGate(output, found, { format, schemas });
      return found.passes ? 0 : 1;
    } catch (problem) {
      const lines = unreadable(problem);
      if (lines === undefined) throw problem;
      lines.forEach(output.error);
      return 2;
    }
  },
});
