import { choice, defineCommand, flag, argument, repeated, UsageError, withDefault } from "@email-events/cli";
import {
  diffSchemas,
  isBreakingFor,
  isAtCommit,
  readAgainst,
  readFolders,
  UnknownCommitError,
} from "@email-events/schema-diff";
import type { CommandIo } from "./command-io.ts";
import { folder } from "./folder-input.ts";
import { intakeInputs, toIntake } from "./intake-inputs.ts";
import { formatInput, report, unreadable } from "./report.ts";

const roles = ["both", "consumer", "producer"] as const;

/** What is compared: two folders, or one folder with itself at a commit. */
type Sides =
  | { readonly oldFolder: string; readonly newFolder: string }
  | { readonly ref: string; readonly newFolder: string };

const readSides = (folders: readonly string[], ref: string | undefined): Sides => {
  const [first, second, ...more] = folders;
  if (ref === undefined) {
    if (!first || !second || more.length > 0) {
      throw new UsageError("Name two folders of schemas: diff OLD NEW; or one: diff --against GITREF FOLDER");
    }
    return { oldFolder: first, newFolder: second };
  }
  if (!first || second !== undefined) throw new UsageError("Name one folder of schemas: diff --against GITREF FOLDER");
  if (ref === "") throw new UsageError("--against takes a branch, a tag or a commit");
  return { ref, newFolder: first };
};

const inputs = {
  folders: argument(
    repeated(folder("FOLDER", "folder of schemas: the old one and the new one, or with --against the new one")),
  ),
  against: folder("GITREF", "branch, tag or commit whose FOLDER is the old side"),
  role: withDefault(choice("ROLE", roles, "whose side decides bumps, summary and exit code"), "both"),
  format: formatInput,
  json: flag("the same as --format json"),
  all: flag("list every patch change (text format; more than 10 are otherwise counted by file)"),
  ...intakeInputs,
};

/** `diff`: prints what changed between two folders of schemas, and for which role it is breaking. */
export const diffCommand = defineCommand({
  name: "diff",
  summary: "Compare two folders of schemas, and show which changes are breaking",
  usage: "OLD NEW [options], or --against GITREF FOLDER [options]",
  inputs,
  examples: [
    "npx @email-events/codegen diff old new --role consumer",
    "npx @email-events/codegen diff --against main schemas --format markdown",
  ],
  run: async (values, { output }: CommandIo) => {
    const { role, all } = values;
    const sides = readSides(values.folders, values.against);
    const format = values.json ? "json" : values.format;
    const intake = toIntake(values);
    const { newFolder } = sides;
    try {
      const [was, is] =
        "ref" in sides
          ? await readAgainst(newFolder, sides.ref, intake)
          : await readFolders([sides.oldFolder, newFolder], intake);
      if ("ref" in sides && !(await isAtCommit(newFolder, sides.ref))) {
        output.error(`note: ${sides.ref} has no ${newFolder}, so all its schemas count as added`);
      }
      const changes = diffSchemas(was, is);
      const folders = "ref" in sides ? [newFolder] : [newFolder, sides.oldFolder];
      await report(output, format, { changes, folders, audience: role, isWhole: all });
      return changes.some((change) => isBreakingFor(change, role)) ? 1 : 0;
    } catch (problem) {
      if (problem instanceof UnknownCommitError) throw new UsageError(problem.message, { cause: problem });
      const lines = unreadable(problem);
      if (lines === undefined) throw problem;
      lines.forEach(output.error);
      return 2;
    }
  },
});
