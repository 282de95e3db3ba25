import type { FileHandle } from "node:fs/promises";
import { codeOf } from "@email-events/cli";

/** A line of a file, and its line in the source. */
export interface FileLine {
  readonly line: number;
  /** With its line break. */
  readonly text: string;
}

/** The result of an append: everything is written, or the error code and what is missing. */
export type Appended =
  | { readonly status: "written" }
  | { readonly status: "failed"; readonly code: string; readonly lost: readonly FileLine[] }
  /** The file was deleted, with everything that was written to it. */
  | { readonly status: "deleted" };

/** Writes bytes, and returns how many were written, with the error code if not all. */
const writeAll = async (file: FileHandle, bytes: Buffer): Promise<{ written: number; code?: string }> => {
  let written = 0;
  try {
    while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten;
    return { written };
  } catch (error) {
    return { written, code: codeOf(error) };
  }
};

/** Splits lines at the byte where a write stopped, and counts the written bytes of the incomplete line. */
const splitAt = (lines: readonly FileLine[], written: number): { lost: readonly FileLine[]; tornBytes: number } => {
  let end = 0;
  const firstLost = lines.findIndex(({ text }) => {
    const sizeBytes = Buffer.byteLength(text);
    if (end + sizeBytes > written) return true;
    end += sizeBytes;
    return false;
  });
  return { lost: lines.slice(firstLost), tornBytes: written - end };
};

/**
 * Appends lines to an open file. Removes an incomplete line from a regular file again, so that the file is still valid.
 * A failed write is a result.
 *
 * @throws The system's error when the file can't be inspected or truncated.
 */
export const appendLines = async (
  file: FileHandle,
  isRegular: boolean,
  lines: readonly FileLine[],
): Promise<Appended> => {
  const { written, code } = await writeAll(file, Buffer.from(lines.map(({ text }) => text).join("")));
  const { size, nlink } = await file.stat();
  if (isRegular && nlink === 0) return { status: "deleted" };
  if (code === undefined) return { status: "written" };
  const { lost, tornBytes } = splitAt(lines, written);
  if (isRegular && tornBytes > 0) await file.truncate(size - tornBytes);
  return { status: "failed", code, lost };
};
