import { lstat, open } from "node:fs/promises";
import { join } from "node:path";

/** The number of files, and of bytes of each, that are searched: `$schema` comes first by convention. */
const most = { files: 200, bytes: 4096 };

const namesJsonSchema =
  /^\s*["']?\$schema["']?\s*:\s*["']?https?:\/\/json-schema\.org\/|[{,]\s*"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//m;

const readHead = async (path: string): Promise<string> => {
  // Opening a pipe waits for a writer.
  if (!(await lstat(path)).isFile()) return "";
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most.bytes), 0, most.bytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
};

/** Finds files with a `$schema` among the unread files of a folder. */
export const findUnread = async (root: string, files: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const file of files.slice(0, most.files)) {
    try {
      if (namesJsonSchema.test(await readHead(join(root, file)))) found.push(file);
    } catch {
      // An unreadable file isn't needed.
    }
  }
  return found;
};
