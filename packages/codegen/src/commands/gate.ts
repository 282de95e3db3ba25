import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fieldsOf } from "@email-events/json-schema";
import { findRepository, type GateReport, inspectGate, remedyFor, reportFormats } from "@email-events/schema-diff";
import type { Output } from "../terminal.ts";
import { type Command, UsageError } from "./command.ts";
import { readFormat, report, unreadable } from "./report.ts";

const readOptions = (args: readonly string[]) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      schemas: { type: "string" },
      package: { type: "string" },
      changesets: { type: "string", default: ".changeset" },
      format: { type: "string", default: "text" },
    },
  });
  const { schemas, package: packageFolder, changesets } = values;
  if (!schemas) throw new UsageError("--schemas is required: the folder of schemas that are guarded.");
  if (!packageFolder) throw new UsageError("--package is required: the folder of the package that publishes them.");
  return { schemas, packageFolder, changesets, format: readFormat(values.format) };
};

const readName = async (folder: string): Promise<string> => {
  const text = await readFile(join(folder, "package.json"), "utf8");
  const name = fieldsOf(parseManifest(text, folder))?.get("name");
  if (typeof name !== "string") throw new UsageError(`${folder}/package.json has no name.`);
  return name;
};

const parseManifest = (text: string, folder: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${folder}/package.json isn't JSON.`);
  }
};

const printGate = async (output: Output, found: GateReport, { format, schemas }: ReturnType<typeof readOptions>) => {
  const { passes, summary, changes, falling, needed = "none", planned = "none" } = found;
  const about = { folders: [schemas], audience: "both", isWhole: true } as const;
  if (format === "json") {
    return report(output, format, { ...about, changes, more: { passes, summary, needed, planned } });
  }
  output.out(summary);
  if (falling.length > 0) await report(output, format, { ...about, changes: falling });
  remedyFor(found).forEach(output.out);
};

/** `gate`: says whether the pending changesets ask for as much as the changes of schemas since the last release. */
export const gateCommand: Command = {
  usage: `gate --schemas DIR --package DIR [--changesets DIR] [--format ${reportFormats.join("|")}]`,
  run: async (args, output) => {
    const options = readOptions(args);
    try {
      const packageName = await readName(options.packageFolder);
      const root = (await findRepository(options.schemas)) ?? process.cwd();
      const fromRoot = (path: string): string => relative(root, resolve(path)).replaceAll("\\", "/");
      const found = await inspectGate({
        root,
        schemas: fromRoot(options.schemas),
        packageName,
        packageFolder: fromRoot(options.packageFolder),
        changesets: fromRoot(options.changesets),
      });
      await printGate(output, found, options);
      return found.passes ? 0 : 1;
    } catch (problem) {
      const lines = unreadable(problem);
      if (lines === undefined) throw problem;
      lines.forEach(output.error);
      return 2;
    }
  },
};
