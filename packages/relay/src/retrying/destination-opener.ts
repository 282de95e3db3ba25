import { openDestination, type Destination } from "../destination/destination.ts";
import { findSecret } from "../lifecycle/secrets.ts";
import type { RunSettings } from "../lifecycle/settings.ts";
import type { RunStatus } from "../lifecycle/status.ts";

/** Returns what opens the destination; the write key is read each time. */
export const createDestinationOpener = (
  { to, deadlineMs }: Pick<RunSettings, "to" | "deadlineMs">,
  { env, status }: { readonly env: Readonly<Record<string, string | undefined>>; readonly status: RunStatus },
): ((abandon: AbortSignal) => Promise<Destination>) => {
  const onTrouble = (cause: string): void => {
    status.count("retries");
    status.trouble("destination", cause);
  };
  return (abandon) => {
    const key = findSecret(env, "PIPELINES_WRITE_KEY")?.();
    return openDestination(to, { env: { PIPELINES_WRITE_KEY: key }, deadlineMs, abandon, onTrouble });
  };
};
