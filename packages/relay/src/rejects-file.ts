import { fstatSync } from "node:fs";
import { realpath, type FileHandle } from "node:fs/promises";
import { CommandError } from "./command-error.ts";
import { codeOf } from "./error-code.ts";
import { openForAppending } from "./open-for-appending.ts";
import { createRejectsWriter, type RejectsFile, type RejectsOptions } from "./rejects-writer.ts";

const isSameFile = async (path: string, from: string): Promise<boolean> => {
  const [one, other] = await Promise.allSettled([realpath(path), realpath(from)]);
  return one.status === "fulfilled" && other.status === "fulfilled" && one.value === other.value;
};

/** The file descriptors that a shell redirects. */
const standardOutputs = [1, 2];

/** Whether standard output or standard error goes to an open file: each would write over the other. */
const isStandardOutput = async (file: FileHandle): Promise<boolean> => {
  const { dev, ino } = await file.stat();
  return standardOutputs.some((fd) => {
    try {
      const output = fstatSync(fd);
      return output.dev === dev && output.ino === ino;
    } catch {
      return false;
    }
  });
};

const open = async (path: string) => {
  try {
    return await openForAppending(path);
  } catch (error) {
    throw new CommandError(`Can't write ${path} (${codeOf(error)}); give --rejects a file that can be written.`, {
      cause: error,
    });
  }
};

/**
 * Opens the file; only its owner may read it from here on, for it holds what the events hold. What it held is replaced
 * by the first event that is written, or at the end of a run without any.
 *
 * @param from - The source, which it must not overwrite.
 * @throws CommandError when the file can't be opened for writing, or is one that is read or written already.
 */
export const openRejectsFile = async (path: string, from: string, options: RejectsOptions): Promise<RejectsFile> => {
  if (await isSameFile(path, from)) {
    throw new CommandError("Give --rejects another file than --from: it would overwrite the events.");
  }
  const { file, isRegular } = await open(path);
  if (isRegular && (await isStandardOutput(file))) {
    await file.close();
    throw new CommandError("Give --rejects another file than the one that output is redirected to.");
  }
  return createRejectsWriter(file, isRegular, options);
};
