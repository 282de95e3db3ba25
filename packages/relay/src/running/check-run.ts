import { existsSync } from "node:fs";
import { openDestination } from "../destination/destination.ts";
import type { Clock } from "../lifecycle/clock.ts";
import type { prepareSources, SourceOpeners } from "../receiving/open-sources.ts";
import { findSecret } from "../lifecycle/secrets.ts";
import type { RunSettings } from "../lifecycle/settings.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { createStreamSource } from "../receiving/stream-source.ts";

/** What a run is checked with. */
interface CheckParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly openSources: ReturnType<typeof prepareSources>;
  readonly status: RunStatus;
  readonly clock: Clock;
}

/** Checks the destination. That inside this process needs nothing. */
const checkDestination = async (to: string, env: CheckParts["env"]): Promise<void> => {
  if (to === "sandbox") return;
  const key = findSecret(env, "PIPELINES_WRITE_KEY")?.();
  const onTrouble = (): void => undefined;
  const destination = await openDestination(to, { env: { PIPELINES_WRITE_KEY: key }, onTrouble });
  await destination.close();
};

/** Opens sources as if no offset were stored, which checks their settings: a source does nothing until it is run. */
const createCheckers = ({ status, clock }: CheckParts): SourceOpeners => ({
  stream: (options) =>
    createStreamSource(options, {
      readOffset: () => undefined,
      beginEpoch: () => {
        throw new Error("A source that is only checked isn't read.");
      },
      offsetsOption: "--state FILE",
      status,
      clock,
      signal: new AbortController().signal,
    }),
  // Its settings are whole, and only listening can fail.
  webhook: async () => ({ name: "webhook", run: async () => undefined, reread: () => undefined }),
});

/**
 * Checks what a run needs, before its state is opened: a run that can't begin leaves no files behind.
 *
 * @throws CommandError for a destination, a secret or a start that is missing or can't work.
 */
export const checkRun = async ({ to, state }: RunSettings, parts: CheckParts): Promise<void> => {
  await checkDestination(to, parts.env);
  // A state that is there may have an offset, which replaces `--airship-start`.
  if (!existsSync(state)) await parts.openSources(createCheckers(parts));
};
