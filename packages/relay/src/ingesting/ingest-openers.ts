import type { OffsetPlace, Queue } from "../queue/queue.ts";
import type { Clock } from "../lifecycle/clock.ts";
import { toOffsetIdentity } from "../receiving/identity.ts";
import type { SourceOpeners } from "../receiving/open-sources.ts";
import { createRoom, type Room } from "../handling/room.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { toFilters } from "../receiving/stream-filters.ts";
import { createStreamSource, type StreamSourceOptions } from "../receiving/stream-source.ts";
import type { IntakeParts } from "../receiving/webhook-intake.ts";
import { openWebhookSource } from "../receiving/webhook-source.ts";
import { createAttempt } from "./attempt.ts";
import { beginIngestEpoch } from "./ingest-epoch.ts";
import { createOffsetWriter } from "./offset-writer.ts";
import { createPersist } from "./persist.ts";
import { createPublisher } from "./publisher.ts";
import { createQueueTrouble } from "./queue-trouble.ts";
import { toLine } from "./to-line.ts";

/** What sources publish with. */
export interface IngestParts {
  readonly queue: Queue;
  readonly clock: Clock;
  /** 0 <= n < 1. */
  readonly random: () => number;
  readonly status: RunStatus;
  /** Aborted when reading is to stop. */
  readonly stop: AbortSignal;
  /** Aborted when nothing is waited for any longer. */
  readonly abandon: AbortSignal;
  /** Called with what ends the whole run. */
  readonly onFatal: (error: unknown) => void;
}

/** Creates a room whose wait ends when reading stops. */
const createStoppedRoom = (stop: AbortSignal): Room => {
  const room = createRoom();
  stop.addEventListener("abort", room.giveUp);
  return room;
};

const placeOf = ({ name, appKey, settings }: StreamSourceOptions): OffsetPlace => ({
  source: name,
  partition: settings.partition?.selection ?? 0,
  partitions: settings.partition?.count ?? 1,
  identity: toOffsetIdentity(name, { appKey, filters: toFilters(name, settings) }),
});

/** Returns what opens sources whose events are published. `stream` throws what `Queue.claimOffset` throws. */
export const createIngestOpeners = (parts: IngestParts): SourceOpeners => {
  const { queue, clock, status, stop: signal, abandon, onFatal } = parts;
  const now = (): number => clock.now();
  const trouble = createQueueTrouble(status);
  const persist = createPersist({ ...parts, trouble });
  return {
    stream: (options) => {
      const { name } = options;
      const place = placeOf(options);
      let isBegun = false;
      const onPut = (): void => {
        if (!isBegun) status.note(`${name}: an offset is stored; a restart continues from there`);
        isBegun = true;
      };
      const readOffset = async (): Promise<string | undefined> => {
        let offset: string | undefined;
        // Retried while the queue has no leader. If the run is stopped meanwhile, the source doesn't begin.
        await persist(async () => {
          offset = await queue.claimOffset(place);
        });
        isBegun = offset !== undefined;
        return offset;
      };
      const { partition, source } = place;
      const publisher = createPublisher({ queue, source: name, partition, clock, status, attempt: persist });
      const offsets = createOffsetWriter({ queue, place, persist, onPut, onFatal });
      const room = createStoppedRoom(signal);
      const shared = { name, source, queue, publisher, persist, offsets, room, status, now, onFatal };
      const beginEpoch = (offset: string | undefined) => beginIngestEpoch(offset, shared);
      const offsetsOption = "--nats URL";
      return createStreamSource(options, { readOffset, beginEpoch, offsetsOption, status, clock, signal });
    },
    webhook: (options) => {
      const attempt = createAttempt({ ...parts, trouble });
      const publisher = createPublisher({ queue, source: "webhook", partition: 0, clock, status, attempt });
      const publish = async ({ lines, receivedAt }: Parameters<Queue["publish"]>[0]): Promise<void> =>
        void (await publisher.add(lines, receivedAt));
      const setAside: Queue["setAside"] = (source, rejects) => attempt(() => queue.setAside(source, rejects));
      const intake: IntakeParts["queue"] = {
        get maxLineBytes() {
          return queue.maxLineBytes;
        },
        setAside,
        publish,
      };
      const kept = { queue: intake, toLine, onPublished: status.publish };
      return openWebhookSource({ ...options, ...kept, status, clock, signal, abandon, onFatal });
    },
  };
};
