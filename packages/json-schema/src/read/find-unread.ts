import { lstat, open } from "node:fs/promises";
import { join } from "node:path";

/** So many files are looked at, and so many bytes of each: `$schema` stands first by custom. */
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

/** Finds the files that say they are schemas by `$schema`, among those of a folder that weren't read. */
export const findUnread = async (root: string, files: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const file of files.slice(0, most.files)) {
    try {
      if (namesJsonSchema.test(await readHead(join(root, file)))) found.push(file);
    } catch {
      // What can't be opened was not needed.
    }
  }
  return found;
};
