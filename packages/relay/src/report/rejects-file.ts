import { CommandError } from "../command-error.ts";
import { codeOf } from "../error-code.ts";
import { openForAppending } from "./open-for-appending.ts";
import { createRejectsWriter, type RejectsFile, type RejectsOptions } from "./rejects-writer.ts";
import { isRegularFile, isSameFile, type FileRef } from "../sources/same-file.ts";
import { quote } from "../terminal/quote.ts";

/** The file descriptors that a shell redirects. */
const standardOutputs = [1, 2];

/** Refuses a file that is the source or that output is redirected to, before anything is opened. */
const refuseSharedFile = async (path: string, source: FileRef | undefined): Promise<void> => {
  if (await isSameFile(path, source)) {
    throw new CommandError("Give --rejects another file than --from: it would overwrite the events.");
  }
  if (!(await isRegularFile(path))) return;
  for (const fd of standardOutputs) {
    if (!(await isSameFile(path, fd))) continue;
    throw new CommandError("Give --rejects another file than the one that output is redirected to.");
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
 * Opens the file; only its owner may read it from here on, for it holds what the events hold. What it held is replaced
 * by the first event that is written, or at the end of a run without any.
 *
 * @param source - The source, which it must not overwrite.
 * @throws CommandError when the file can't be opened for writing, or is one that is read or written already.
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
