import { constants } from "node:fs";
import { lstat, open, stat, type FileHandle } from "node:fs/promises";

const ownerOnly = 0o600;
const forAppending = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;

/** Fails with ENXIO for a pipe without a reader, because opening it for writing would block. */
const probePipe = async (path: string): Promise<FileHandle | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isFIFO() === true ? open(path, constants.O_WRONLY | constants.O_NONBLOCK) : undefined;
};

/**
 * The flags to not follow a link, unless it leads to something other than a regular file, such as `/dev/stderr`.
 * Otherwise, anyone who can write in the folder could have another file of the user overwritten.
 */
const noFollow = async (path: string): Promise<number> => {
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  const target = isLink ? await stat(path).catch(() => undefined) : undefined;
  return isLink && target?.isFile() === false ? 0 : constants.O_NOFOLLOW;
};

/**
 * Opens a file for appending and keeps its content. Makes a regular file readable only by its owner; doesn't change a
 * device or a pipe.
 *
 * @throws The system's error; `ELOOP` for a link to a file.
 */
export const openForAppending = async (
  path: string,
): Promise<{ readonly file: FileHandle; readonly isRegular: boolean }> => {
  const probe = await probePipe(path);
  try {
    const file = await open(path, forAppending | (await noFollow(path)), ownerOnly);
    const isRegular = (await file.stat()).isFile();
    if (isRegular) await file.chmod(ownerOnly);
    return { file, isRegular };
  } finally {
    await probe?.close();
  }
};
