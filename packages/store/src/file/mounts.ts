import { readFileSync } from "node:fs";

/** The mount points of this process: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html */
const mountInfo = "/proc/self/mountinfo";

const readMounts = (): string => {
  try {
    return readFileSync(mountInfo, "utf8");
  } catch {
    // Another system has no such file.
    return "";
  }
};

const escapeByte = (char: string): string => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`;

/**
 * Whether a path is a mount point, such as that of a single file in a container. A file can't be moved to its place, and what
 * is put beside it isn't beside the file that was mounted.
 */
export const isMountPoint = (path: string, mounts = readMounts()): boolean => {
  const escaped = path.replaceAll(/[ \t\n\\]/g, escapeByte);
  return mounts.split("\n").some((line) => line.split(" ", 5)[4] === escaped);
};
