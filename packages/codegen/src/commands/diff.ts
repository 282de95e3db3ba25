import { parseArgs } from "node:util";
import { printable } from "@email-events/json-schema";
import {
  diffSchemas,
  isBreakingFor,
  readAgainst,
  readFolders,
  reportFormats,
  UnknownCommitError,
} from "@email-events/schema-diff";
import { type Command, UsageError } from "./command.ts";
import { intakeFlags, intakeUsage, readIntake } from "./intake-flags.ts";
import { readFormat, report, unreadable } from "./report.ts";

const roles = ["both", "consumer", "producer"] as const;

/** What is compared: two folders, or one with itself at a commit. */
type Sides =
  { readonly oldFolder: string; readonly newFolder: string } | { readonly ref: string; readonly newFolder: string };

const readSides = (folders: readonly string[], ref: string | undefined): Sides => {
  const [first, second, ...more] = folders;
  if (ref === undefined) {
    if (!first || !second || more.length > 0) {
      throw new UsageError("Name two folders of schemas: diff OLD NEW; or one: diff --against GITREF FOLDER.");
    }
    return { oldFolder: first, newFolder: second };
  }
  if (!first || second !== undefined) throw new UsageError("Name one folder of schemas: diff --against GITREF FOLDER.");
  if (ref === "") throw new UsageError("--against takes a branch, a tag or a commit.");
  return { ref, newFolder: first };
};

const readOptions = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      role: { type: "string", default: "both" },
      against: { type: "string" },
      format: { type: "string", default: "text" },
      json: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      ...intakeFlags,
    },
  });
  const role = roles.find((known) => known === values.role);
  if (role === undefined)
    throw new UsageError(`--role is one of ${roles.join(", ")}, not "${printable(values.role, 200)}".`);
  const format = values.json ? "json" : readFormat(values.format);
  const sides = readSides(positionals, values.against);
  return { sides, role, format, isWhole: values.all, intake: readIntake(values) };
};

/** `diff`: says what changed between two folders of schemas, and for which role it is breaking. */
export const diffCommand: Command = {
  usage: [
    "diff OLD NEW | --against GITREF FOLDER",
    `[--role ${roles.join("|")}] [--format ${reportFormats.join("|")}] [--json] [--all]`,
    intakeUsage,
  ].join(" "),
  run: async (args, output) => {
    const { sides, role, format, isWhole, intake } = readOptions(args);
    const { newFolder } = sides;
    try {
      const [was, is] =
        "ref" in sides
          ? await readAgainst(newFolder, sides.ref, intake)
          : await readFolders([sides.oldFolder, newFolder], intake);
      const changes = diffSchemas(was, is);
      const folders = "ref" in sides ? [newFolder] : [newFolder, sides.oldFolder];
      await report(output, format, { changes, folders, audience: role, isWhole });
      return changes.some((change) => isBreakingFor(change, role)) ? 1 : 0;
    } catch (problem) {
      const lines = problem instanceof UnknownCommitError ? [problem.message] : unreadable(problem);
      if (lines === undefined) throw problem;
      lines.forEach(output.error);
      return 2;
    }
  },
};
