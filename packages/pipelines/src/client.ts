import { createCondition } from "./queue/condition.ts";
import type { CustomEvent, IdentifyCall, OtherCall, RawCall, TrackCallLike } from "./calls.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { createQueue } from "./queue/queue.ts";
import { createIntake } from "./queue/intake.ts";
import { createTell } from "./queue/observers.ts";
import type { Entry, Kind, Outcome } from "./outcome.ts";
import type { Platform } from "./platform/platform.ts";
import { createSendRequest } from "./queue/send-request.ts";
import type { Chunks, Events, EventSink } from "./stream/source.ts";
import { sendChunks, sendEvents, type SendOptions } from "./stream/send-stream.ts";
import { toSettings } from "./queue/settings.ts";
import type { ClientStats } from "./queue/stats.ts";

/** What a call of the client may be given. */
export interface CallOptions {
  /**
   * Gives the call back as `undelivered` when aborted, unless a request for it is in flight: that one's answer still
   * counts, and when it fails the call isn't tried again. Where a method only waits, aborting ends the waiting.
   */
  readonly signal?: AbortSignal | undefined;
}

/** How long closing a client may take. */
export interface CloseOptions {
  readonly timeoutMs?: number | undefined;
  /** Ends the waiting when aborted, as `timeoutMs` does. */
  readonly signal?: AbortSignal | undefined;
}

/** What a client couldn't deliver before it was closed. */
export interface CloseReport<E> {
  /** The events whose outcome was `undelivered` since the close began: store them, and send them again. */
  readonly undelivered: readonly E[];
  /** Likewise the calls made by `trackCustom`, `identify` and `batch`. */
  readonly undeliveredCalls: readonly OtherCall[];
}

/** Delivers calls to the Pipelines API. Nothing here rejects for an expected failure: it is in the outcome. */
export interface PipelinesClient<E> {
  /** Hands over an event; resolves when its outcome is known. */
  track(event: E, options?: CallOptions): Promise<Outcome<E>>;
  /** Hands over an event under a name of the caller's own. */
  trackCustom(event: CustomEvent, options?: CallOptions): Promise<Outcome<CustomEvent>>;
  /** Tells what is known of a person. */
  identify(call: IdentifyCall, options?: CallOptions): Promise<Outcome<IdentifyCall>>;
  /** Hands over calls of any type, and sends them without waiting for more; outcomes in the order of the calls. */
  batch(calls: Iterable<RawCall>, options?: CallOptions): Promise<readonly Outcome<RawCall>[]>;
  /** Hands over many events, and yields one outcome for each, in the order they become known. */
  send(events: Events<E>, options?: SendOptions): AsyncIterable<Outcome<E>>;
  /**
   * Hands over events in arrays, and yields arrays of outcomes, none of which is empty: one outcome for each event, in the
   * order they become known. Much faster than `send` for a source that has many events at a time. A chunk that was read is
   * sent whole.
   */
  sendChunks(chunks: Chunks<E>, options?: SendOptions): AsyncIterable<readonly Outcome<E>[]>;
  /** Resolves when the queue is less than half full: await it before `track` when the source is faster than the API. */
  ready(options?: CallOptions): Promise<void>;
  /** Sends all queued calls without waiting for more; resolves when each of them has its outcome. */
  flush(options?: CallOptions): Promise<void>;
  /**
   * Takes no more calls and waits for the outcomes of those it has: for `timeoutMs`, until the signal is aborted, or
   * else until their deadline. What has no outcome then is `undelivered`, and returned.
   */
  close(options?: CloseOptions): Promise<CloseReport<E>>;
  /** The counters. */
  stats(): ClientStats;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a client for a platform; the package's entries choose the platform.
 *
 * @throws ConfigError for an option that can't work.
 */
export const createClientOn = <E extends TrackCallLike>(
  platform: Platform,
  options: PipelinesClientOptions<E>,
): PipelinesClient<E> => {
  const settings = toSettings(options);
  const { maxBatchBytes, maxQueueBytes } = settings;
  const clock = options.clock ?? platform.clock;
  const transport = options.transport ?? platform.createTransport();
  transport.check?.(settings.origin);
  const tell = createTell(platform, options);
  const condition = createCondition();
  const sendRequest = createSendRequest(settings, platform, transport);
  const queue = createQueue(settings, clock, sendRequest, tell, condition);
  const intake = createIntake(settings, queue);
  const endWarning = (options.warnOnExit ?? true) ? platform.warnOnExit?.(queue.counts) : undefined;

  const events: Kind<E> = { toMessageId: (event) => options.messageId?.(event) };
  const otherCalls: Kind<OtherCall> = {};
  const toEntry = <C extends object>(
    call: C,
    resolve: (outcome: Outcome<C>) => void,
    kind: Kind = events,
    type = "track",
    signal?: AbortSignal,
  ): Entry => ({ call, type, kind, signal, isSettled: false, written: undefined, resolve });

  const add = <C extends object>(call: C, kind: Kind, given?: CallOptions, type?: string): Promise<Outcome<C>> =>
    new Promise((resolve) => intake.add([toEntry(call, resolve, kind, type, given?.signal)]));

  // Every request that may be in flight, one batch that waits and one that fills: more would only cost memory.
  const sendWindow = (): number => Math.min(maxQueueBytes / 2, (queue.inFlightLimit() + 2) * maxBatchBytes);
  const sink: EventSink<E> = {
    hurry: queue.hurry,
    toEntry,
    write: intake.write,
    add: intake.add,
    together: () => intake.together(sendWindow()),
    makeRoom: () => queue.makeRoom(sendWindow()),
    clock,
    condition,
  };

  let report: CloseReport<E> | undefined;
  const close = async ({ timeoutMs, signal }: CloseOptions = {}): Promise<CloseReport<E>> => {
    options.signal?.removeEventListener("abort", closeNow);
    report ??= { undelivered: (events.undelivered = []), undeliveredCalls: (otherCalls.undelivered = []) };
    await queue.close(timeoutMs, signal);
    // Calls made after this have their outcome at once, and this report is already returned.
    events.undelivered = otherCalls.undelivered = undefined;
    endWarning?.();
    if (!options.transport) transport.close?.();
    return report;
  };
  const closeNow = (): void => void close({ timeoutMs: 0 });
  options.signal?.addEventListener("abort", closeNow);
  if (options.signal?.aborted) closeNow();

  return {
    track: (event, given) => add(event, events, given),
    trackCustom: (event, given) => add(event, otherCalls, given),
    identify: (call, given) => add(call, otherCalls, given, "identify"),
    async batch(calls, given) {
      // A raw call is of the type that it names.
      const outcomes = [...calls].map((call) => add(call, otherCalls, given, ""));
      queue.hurry();
      return Promise.all(outcomes);
    },
    send: (source, given) => sendEvents(sink, source, given),
    sendChunks: (chunks, given) => sendChunks(sink, chunks, given),
    // Many may wait here, and go on at the same time: the other half of the queue has room for them.
    ready: (given) => condition.until(() => queue.makeRoom(maxQueueBytes / 2), given?.signal),
    flush: (given) => queue.flush(given?.signal),
    close,
    stats: queue.stats,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
};
