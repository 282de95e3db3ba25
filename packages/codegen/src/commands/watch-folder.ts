import { watch } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

// An editor saves in several steps; this is how long they take together.
const settleMs = 50;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/** Calls back after each change to a JSON file in a folder, once for changes that come together, until told to end. */
export const watchFolder = async (
  folder: string,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  let pending: Promise<void> | undefined;
  const settle = async (): Promise<void> => {
    await pause(settleMs);
    pending = undefined;
    await onChange();
  };
  try {
    for await (const { filename } of watch(folder, { recursive: true, signal })) {
      if (filename?.endsWith(".json") === true) pending ??= settle();
    }
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
  await pending;
};
