import { codeOf } from "@email-events/cli";
import { CommandError } from "../command-error.ts";
import { openForAppending } from "./open-for-appending.ts";
import { createRejectsWriter, type RejectsFile, type RejectsOptions } from "./rejects-writer.ts";
import { isRegularFile, isSameFile, type FileRef } from "../sources/same-file.ts";
import { quote } from "../terminal/quote.ts";

/** The file descriptors of standard output and standard error. */
const standardOutputs = [1, 2];

/** Refuses the source, and a file to which output is redirected, before anything is opened. */
const refuseSharedFile = async (path: string, source: FileRef | undefined): Promise<void> => {
  if (await isSameFile(path, source)) {
    throw new CommandError(
      "--rejects and --from are the same file: choose another file for --rejects, or the events would be overwritten.",
    );
  }
  if (!(await isRegularFile(path))) return;
  for (const fd of standardOutputs) {
    if (!(await isSameFile(path, fd))) continue;
    throw new CommandError("--rejects is the file to which output is redirected: choose another file for --rejects.");
  }
};

const open = async (path: string) => {
  try {
    return await openForAppending(path);
  } catch (error) {
    throw new CommandError(
      `Can't write ${quote(path)} (${codeOf(error)}); give --rejects a file that can be written.`,
      {
        cause: error,
      },
    );
  }
};

/**
 * Opens the file, and makes it readable only by its owner, because it contains events. Unless `isContinued`, its
 * content is replaced at the first event, or at the end of a run without any.
 *
 * @param source - The source, which must not be overwritten.
 * @throws CommandError if the file can't be opened for writing, or is the source or an output.
 */
export const openRejectsFile = async (
  path: string,
  source: FileRef | undefined,
  options: RejectsOptions,
): Promise<RejectsFile> => {
  await refuseSharedFile(path, source);
  const { file, isRegular } = await open(path);
  return createRejectsWriter(file, isRegular, options);
};
