import type { Engine } from "./engine.ts";
import { claimOffset } from "../receiving/identity.ts";
import type { BoundListener } from "../receiving/listen.ts";
import type { SourceOpeners } from "../receiving/open-sources.ts";
import { beginEpoch } from "../receiving/stream-epoch.ts";
import { toFilters } from "../receiving/stream-filters.ts";
import { createStreamSource } from "../receiving/stream-source.ts";
import { openWebhookSource } from "../receiving/webhook-source.ts";

/**
 * Returns what opens the sources of a run: their events are delivered by the engine.
 *
 * `stream` throws a RunError when the state is of another stream.
 *
 * @param maxBodyBytes - The largest request that the webhook takes.
 * @param listener - What the webhook listens with.
 */
export const createRunOpeners = (engine: Engine, maxBodyBytes: number, listener?: BoundListener): SourceOpeners => {
  const { store, status, clock, signal, abandon, onFatal, queue } = engine;
  const now = (): number => clock.now();
  return {
    stream: async (options) => {
      const { name, appKey, settings } = options;
      claimOffset(store, name, { appKey, partition: settings.partition, filters: toFilters(name, settings) });
      const committer = engine.createCommitter();
      const shared = { handler: engine.handlerOf(name), committer, room: engine.createRoom(), status, now, onFatal };
      return createStreamSource(options, {
        readOffset: () => store.readOffset(name),
        beginEpoch: (offset, onRefusedOffset) => {
          const epoch = beginEpoch(offset, { ...shared, onRefusedOffset });
          const settled = async (): Promise<void> => {
            await epoch.settled();
            await committer.idle();
          };
          return { ...epoch, settled };
        },
        offsetsOption: "--state FILE",
        status,
        clock,
        signal,
      });
    },
    webhook: (options) =>
      openWebhookSource({ ...options, maxBodyBytes, listener, queue, status, clock, signal, abandon, onFatal }),
  };
};
