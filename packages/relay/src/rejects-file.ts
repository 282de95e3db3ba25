import { open } from "node:fs/promises";
import { CommandError } from "./command-error.ts";
import type { SetAside } from "./set-aside.ts";

/** A file of set-aside events, a line of JSON each. */
export interface RejectsFile {
  readonly write: (entry: SetAside) => void | Promise<void>;
  readonly close: () => Promise<void>;
}

const bufferChars = 65_536;

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unknown");

/**
 * Makes or empties the file; only its owner may read it, for it holds what the events hold.
 *
 * @throws CommandError when the file can't be written, at once or later.
 */
export const openRejectsFile = async (path: string): Promise<RejectsFile> => {
  const fail = (error: unknown): never => {
    throw new CommandError(`Can't write ${path} (${codeOf(error)}); give --rejects a file that can be written.`);
  };
  const file = await open(path, "w", 0o600).catch(fail);
  let waiting = "";
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = "";
    await file.appendFile(text).catch(fail);
  };
  return {
    write: (entry) => {
      waiting += `${JSON.stringify(entry)}\n`;
      return waiting.length < bufferChars ? undefined : flush();
    },
    close: async () => {
      await flush();
      await file.close();
    },
  };
};
