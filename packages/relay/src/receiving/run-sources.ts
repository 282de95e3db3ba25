import type { SourceName } from "../lifecycle/settings.ts";
import type { Source } from "./source.ts";

/** Called when a source fails; `isLast` when no other one is left. */
export type OnSourceFailed = (name: SourceName, error: unknown, isLast: boolean) => void;

/** Runs sources until they end; one that fails doesn't stop the others. */
export const runSources = async (sources: readonly Source[], onFailed: OnSourceFailed): Promise<void> => {
  let left = sources.length;
  await Promise.all(
    sources.map(async (source) => {
      try {
        await source.run();
      } catch (error) {
        left -= 1;
        onFailed(source.name, error, left === 0);
      }
    }),
  );
};
