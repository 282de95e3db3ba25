import type { Writable } from "node:stream";
import { codeOf } from "../error-code.ts";

/** How writing ended: the system's word for it, such as `ENOSPC`, where it failed. */
export type Written = { readonly status: "written" } | { readonly status: "failed"; readonly code: string };

/** Writes a text, and resolves when the system has it or refuses it. Never fails. */
export const writeText = (stream: Writable, text: string): Promise<Written> =>
  new Promise((resolve) => {
    const fail = (error: unknown): void => resolve({ status: "failed", code: codeOf(error) });
    // Without a listener the stream's own event would end the process. It comes after the callback, so it stays on.
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
