import type { Writable } from "node:stream";
import { codeOf } from "./error-code.ts";

/** The result of a write: the system's error code, such as `ENOSPC`, if it failed. */
export type Written = { readonly status: "written" } | { readonly status: "failed"; readonly code: string };

/** Writes a text, and resolves when it is written or refused. Never rejects. */
export const writeText = (stream: Writable, text: string): Promise<Written> =>
  new Promise((resolve) => {
    const fail = (error: unknown): void => resolve({ status: "failed", code: codeOf(error) });
    // A stream of a file that has failed never calls back.
    if (stream.errored) return fail(stream.errored);
    // Without a listener, the stream's error event would end the process. It is emitted after the callback, so the
    // listener isn't removed.
    stream.once("error", fail);
    try {
      stream.write(text, (error) => {
        if (error instanceof Error) return fail(error);
        stream.off("error", fail);
        resolve({ status: "written" });
      });
    } catch (error) {
      fail(error);
    }
  });
