import { realpath, watch } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { walkFolder } from "../schema/walk-folder.ts";
import { oneAtATime } from "./one-at-a-time.ts";

// An editor saves in several steps; this is how long they take together.
const settleMs = 50;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

interface Place {
  readonly folder: string;
  /** Whether what lies in folders below counts as well. */
  readonly recursive: boolean;
}

/** Where the links of a folder lead, which to watch the folder doesn't tell of. */
const linkedPlaces = async (folder: string): Promise<readonly Place[]> => {
  const places: Place[] = [];
  try {
    for await (const { file, isFolder, isLink } of walkFolder(folder)) {
      if (!isLink) continue;
      const path = await realpath(join(folder, file));
      places.push({ folder: isFolder ? path : dirname(path), recursive: isFolder });
    }
  } catch {
    // A link that leads nowhere, a folder that has gone: whoever is called finds the same, and says so.
  }
  return places;
};

/**
 * Calls back at once, and after each change to a JSON file in a folder or behind a link in it, until told to end.
 *
 * Calls follow each other: once for changes that come together, and once more for those that come during a call.
 */
export const watchFolder = async (
  folder: string,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const following = new Map<string, Promise<void>>();
  let last = Promise.resolve();
  let isSettling = false;
  const settle = async (): Promise<void> => {
    await pause(settleMs);
    isSettling = false;
    await call();
  };
  const ask = (): void => {
    if (isSettling) return;
    isSettling = true;
    last = settle();
    last.catch(() => over.abort());
  };
  const listen = async (place: Place): Promise<void> => {
    try {
      for await (const { filename } of watch(place.folder, { recursive: place.recursive, signal: ended })) {
        // Not every system says which file it was.
        if (filename?.endsWith(".json") !== false) ask();
      }
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
  };
  const follow = (place: Place): void => {
    const key = JSON.stringify(place);
    if (following.has(key)) return;
    const listening = listen(place);
    listening.catch(() => over.abort());
    following.set(key, listening);
  };
  const call = oneAtATime(async () => {
    for (const place of await linkedPlaces(folder)) follow(place);
    await onChange();
  });
  // Asked for before the first event, so that a change during the first call isn't missed.
  ask();
  try {
    await listen({ folder, recursive: true });
  } finally {
    over.abort();
    await last;
    await Promise.all(following.values());
  }
};
