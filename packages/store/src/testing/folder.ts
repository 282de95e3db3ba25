import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

/** A place whose files survive the process, not the machine: to wait for a disk would be most of the time of a test. */
const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Returns what makes the path of a store in a folder of its own, which is removed after the test. */
export const useFolders = (): (() => string) => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) {
      // Of a folder that a test made read-only, only the superuser may remove the files.
      chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return () => {
    const folder = mkdtempSync(join(base, "store-"));
    folders.push(folder);
    return join(folder, "state");
  };
};
