import { createWriteStream, fstatSync } from "node:fs";
import type { Writable } from "node:stream";

const isRegularFile = (fd: number): boolean => {
  try {
    // As bigint: after a synchronous stat of a pipe in numbers, Node's `realpathSync` stops too early. Modules that are then
    // imported through a symbolic link don't find their dependencies.
    return fstatSync(fd, { bigint: true }).isFile();
  } catch {
    return false;
  }
};

/** Returns the standard output of this process. Node's own stream treats a write that a full disk truncated as complete. */
export const openStdout = (): Writable & { readonly fd?: number } =>
  isRegularFile(1) ? createWriteStream("", { fd: 1, autoClose: false }) : process.stdout;
