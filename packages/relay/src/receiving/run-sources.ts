import type { SourceName } from "../lifecycle/settings.ts";
import { exitCodes, RunError } from "../run-error.ts";
import type { Source } from "./source.ts";

/** Called when a source fails; `isLast` when no other one is read. */
export type OnSourceFailed = (name: SourceName, error: unknown, isLast: boolean) => void;

/**
 * Waits until a source that was refused is run again, since its secret or its offset may have been replaced. Resolves to
 * whether it is to be run.
 */
export type WaitToRetry = () => Promise<boolean>;

const isRefused = (error: unknown): boolean => error instanceof RunError && error.exitCode === exitCodes.sourceRefused;

/**
 * Runs sources until they end; one that fails doesn't stop the others.
 *
 * @param waitToRetry - By default, a source that was refused isn't run again.
 */
export const runSources = async (
  sources: readonly Source[],
  onFailed: OnSourceFailed,
  waitToRetry: WaitToRetry = () => Promise.resolve(false),
): Promise<void> => {
  const failed = new Set<Source>();
  /** Runs a source once; returns whether it was refused while others are read. */
  const runOnce = async (source: Source): Promise<boolean> => {
    try {
      await source.run();
      return false;
    } catch (error) {
      failed.add(source);
      const isLast = failed.size === sources.length;
      onFailed(source.name, error, isLast);
      return !isLast && isRefused(error);
    }
  };
  await Promise.all(
    sources.map(async (source) => {
      while ((await runOnce(source)) && (await waitToRetry())) failed.delete(source);
    }),
  );
};
