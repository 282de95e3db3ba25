import { constants } from "node:fs";
import { lstat, open, stat, type FileHandle } from "node:fs/promises";

const ownerOnly = 0o600;
const forAppending = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;

/** Fails with ENXIO where nobody reads from a pipe: to open it for writing would wait for a reader without end. */
const probePipe = async (path: string): Promise<FileHandle | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isFIFO() === true ? open(path, constants.O_WRONLY | constants.O_NONBLOCK) : undefined;
};

/**
 * The flags that keep a link from being followed. Only one to what is no regular file is followed, as `/dev/stderr` is:
 * whoever may write in the folder could have any other file of the user's written over.
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
 * Opens a file for appending and keeps what it holds. Only its owner may read a regular file from here on, whatever its
 * mode was; a device or a pipe stays as it is.
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
