import type { RunSettings } from "../lifecycle/settings.ts";

const mostBytes = 10_000_000;

/** Events take at most twice their bytes in a state, a quarter of which may be ids, and an eighth its log and reserve. */
const partOfState = 1 / 5;

/** The largest request that the webhook takes. */
export interface RequestLimit {
  readonly maxBodyBytes: number;
  /** What an operator should know of it. */
  readonly warning?: string;
}

/**
 * Returns the largest request that fits into an empty state, whatever is in it. A sender repeats a request for which there is no
 * room, and the state isn't ready meanwhile: one that never fits would keep out all others.
 */
export const requestLimitOf = ({
  sources,
  stateMaxBytes = Number.POSITIVE_INFINITY,
}: Pick<RunSettings, "sources" | "stateMaxBytes">): RequestLimit => {
  const maxBodyBytes = Math.min(mostBytes, Math.floor(stateMaxBytes * partOfState));
  if (maxBodyBytes === mostBytes || !sources.includes("webhook")) return { maxBodyBytes };
  return {
    maxBodyBytes,
    warning:
      `webhook: requests above ${maxBodyBytes} bytes are refused with HTTP 413, since they may not fit into the state; ` +
      `with --state-max-bytes ${mostBytes / partOfState} or more, the limit is ${mostBytes} bytes`,
  };
};
