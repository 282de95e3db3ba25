import { parseArgs } from "node:util";
import { diffSchemas } from "../diff/diff-schemas.ts";
import { hurtsRole, largestBump } from "../diff/judge-change.ts";
import { printChanges } from "../diff/print-changes.ts";
import { readFolders } from "../diff/read-folder.ts";
import { printable } from "../printable.ts";
import { type Command, UsageError } from "./command.ts";
import { isExpectedError, linesOf } from "./expected-error.ts";
import { intakeFlags, intakeUsage, readIntake } from "./intake-flags.ts";

const roles = ["both", "consumer", "producer"] as const;

const readOptions = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { role: { type: "string", default: "both" }, json: { type: "boolean", default: false }, ...intakeFlags },
  });
  const [oldFolder, newFolder, ...more] = positionals;
  if (!oldFolder || !newFolder || more.length > 0) {
    throw new UsageError("Name two folders of schemas: diff OLD NEW.");
  }
  const role = roles.find((known) => known === values.role);
  if (role === undefined)
    throw new UsageError(`--role is one of ${roles.join(", ")}, not "${printable(values.role, 200)}".`);
  return { oldFolder, newFolder, role, json: values.json, intake: readIntake(values) };
};

/** What is wrong with the schemas, when that is what an error is about. */
const unreadable = (error: unknown): readonly string[] | undefined => {
  // Each document is checked for its depth; references can still lead deeper and deeper.
  if (error instanceof RangeError && error.message.includes("call stack"))
    return ["These schemas are too deep to be compared."];
  return isExpectedError(error) ? linesOf(error) : undefined;
};

/** `diff`: says what changed between two folders of schemas, and whom it hurts. */
export const diffCommand: Command = {
  usage: `diff OLD NEW [--role ${roles.join("|")}] [--json] ${intakeUsage}`,
  run: async (args, { out, error, json: printJson }) => {
    const { oldFolder, newFolder, role, json, intake } = readOptions(args);
    try {
      const [was, is] = await readFolders([oldFolder, newFolder], intake);
      const changes = diffSchemas(was, is);
      const hurting = changes.filter((change) => hurtsRole(change, role));
      if (json) {
        printJson({ role, hurts: hurting.length > 0, bump: largestBump(changes) ?? "none", changes });
      } else {
        for (const line of printChanges(changes)) out(line);
        const whom = role === "both" ? "producers or consumers" : `${role}s`;
        out(hurting.length > 0 ? `${hurting.length} may hurt ${whom}.` : `Nothing hurts ${whom}.`);
      }
      return hurting.length > 0 ? 1 : 0;
    } catch (problem) {
      const lines = unreadable(problem);
      if (lines === undefined) throw problem;
      lines.forEach(error);
      return 2;
    }
  },
};
