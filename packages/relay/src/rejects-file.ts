import { realpath } from "node:fs/promises";
import { CommandError } from "./command-error.ts";
import { codeOf } from "./error-code.ts";
import { openForAppending } from "./open-for-appending.ts";
import { createRejectsWriter, type RejectsFile } from "./rejects-writer.ts";

const isSameFile = async (path: string, from: string): Promise<boolean> => {
  const [one, other] = await Promise.allSettled([realpath(path), realpath(from)]);
  return one.status === "fulfilled" && other.status === "fulfilled" && one.value === other.value;
};

/**
 * Opens the file; only its owner may read it from here on, for it holds what the events hold. What it held is replaced
 * by the first event that is written, or at the end of a run without any.
 *
 * @param from - The source, which it must not overwrite.
 * @param onFailure - Called once, when an event can't be written.
 * @throws CommandError when the file can't be opened for writing.
 */
export const openRejectsFile = async (path: string, from: string, onFailure: () => void): Promise<RejectsFile> => {
  if (await isSameFile(path, from)) {
    throw new CommandError("Give --rejects another file than --from: it would overwrite the events.");
  }
  try {
    const { file, isRegular } = await openForAppending(path);
    return createRejectsWriter(file, isRegular, onFailure);
  } catch (error) {
    throw new CommandError(`Can't write ${path} (${codeOf(error)}); give --rejects a file that can be written.`, {
      cause: error,
    });
  }
};
