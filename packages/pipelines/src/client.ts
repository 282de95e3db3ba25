// For users whose `lib` doesn't have `Symbol.asyncDispose`: the declarations keep this reference.
/// <reference lib="esnext.disposable" preserve="true" />
import { createCondition } from "./queue/condition.ts";
import type { CallLike, CustomEvent, IdentifyCall, OtherCall, TrackCallLike } from "./calls.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { createQueue } from "./queue/queue.ts";
import { createIntake } from "./queue/intake.ts";
import { createTell } from "./queue/observers.ts";
import type { Entry, Kind, Outcome } from "./outcome.ts";
import type { Platform } from "./platform/platform.ts";
import { checkLimit } from "./queue/check-options.ts";
import { createSendRequest } from "./queue/send-request.ts";
import type { Chunks, Events, EventSink } from "./stream/source.ts";
import { sendChunks, sendEvents, type SendOptions } from "./stream/send-stream.ts";
import { toSettings } from "./queue/settings.ts";
import type { ClientStats } from "./queue/stats.ts";

/** Options of a call. */
export interface CallOptions {
  /**
   * When aborted, the call is `undelivered`, unless a request for it is in flight: then its answer counts, and the call
   * isn't retried. For methods that only wait, aborting ends the wait.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Time limit for closing a client. */
export interface CloseOptions {
  /** In milliseconds; 0 closes at once. Default: until each call has its outcome or its deadline. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait when aborted, like `timeoutMs`. */
  readonly signal?: AbortSignal | undefined;
}

/** The calls that a closed client returns. */
export interface CloseReport<E> {
  /** The events that were `undelivered` since the close began: store them and send them again. */
  readonly undelivered: readonly E[];
  /** The same for calls of `trackCustom`, `identify` and `batch`. */
  readonly undeliveredCalls: readonly OtherCall[];
}

/** Delivers calls to the Pipelines API. Methods don't reject for expected failures, which are in the outcome. */
export interface PipelinesClient<E> {
  /** Queues an event; resolves to its outcome. */
  track(event: E, options?: CallOptions): Promise<Outcome<E>>;
  /** Queues an event with a custom name; resolves to its outcome. */
  trackCustom(event: CustomEvent, options?: CallOptions): Promise<Outcome<CustomEvent>>;
  /** Queues the traits of a person; resolves to the outcome. */
  identify(call: IdentifyCall, options?: CallOptions): Promise<Outcome<IdentifyCall>>;
  /** Sends calls of any type without waiting for more; resolves to the outcomes in the order of the calls. */
  batch<C extends CallLike>(calls: Iterable<C>, options?: CallOptions): Promise<readonly Outcome<C>[]>;
  /** Sends many events, and yields one outcome per event, in the order in which they become known. */
  send(events: Events<E>, options?: SendOptions): AsyncIterable<Outcome<E>>;
  /**
   * Sends arrays of events, and yields non-empty arrays of outcomes: one outcome per event, in the order in which they
   * become known. Much faster than `send` for a source that has many events at a time. A chunk that was read is sent
   * whole.
   */
  sendChunks(chunks: Chunks<E>, options?: SendOptions): AsyncIterable<readonly Outcome<E>[]>;
  /**
   * Resolves when the queue is less than half full: await it before `track` if events arrive faster than the API
   * accepts them.
   */
  ready(options?: CallOptions): Promise<void>;
  /** Sends all queued calls without waiting for more; resolves when each of them has its outcome. */
  flush(options?: CallOptions): Promise<void>;
  /**
   * Accepts no more calls and waits for outcomes: for `timeoutMs`, until the signal is aborted, or until their
   * deadlines. Calls without an outcome are then `undelivered`, and returned. Rejects with a `ConfigError`, and doesn't
   * close, for a `timeoutMs` that isn't a number of milliseconds.
   */
  close(options?: CloseOptions): Promise<CloseReport<E>>;
  /** The counters. */
  stats(): ClientStats;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client for a platform, which the entry point of the package selects.
 *
 * @throws ConfigError for an invalid option.
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
    new Promise((resolve) => {
      queue.listen(given?.signal, 1);
      intake.add([toEntry(call, resolve, kind, type, given?.signal)]);
    });

  // As much as all requests in flight, one waiting batch and one that fills can hold. More would only cost memory.
  const sendWindow = (): number => Math.min(maxQueueBytes / 2, (queue.inFlightLimit() + 2) * maxBatchBytes);
  const sink: EventSink<E> = {
    ...intake,
    hurry: queue.hurry,
    toEntry,
    together: () => intake.together(sendWindow()),
    hasRoom: () => queue.hasRoom(sendWindow()),
    clock,
    condition,
  };

  let report: CloseReport<E> | undefined;
  const close = async ({ timeoutMs, signal }: CloseOptions = {}): Promise<CloseReport<E>> => {
    checkLimit("timeoutMs", timeoutMs ?? 0, true);
    report ??= { undelivered: (events.undelivered = []), undeliveredCalls: (otherCalls.undelivered = []) };
    await queue.close(timeoutMs, signal);
    // Not before: while a close waits, the signal ends the wait.
    options.signal?.removeEventListener("abort", closeNow);
    // Events sent to a closed client get their outcome at once, and `close` can't return them.
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
      // A raw call has the type that it names.
      const outcomes = [...calls].map((call) => add(call, otherCalls, given, ""));
      queue.hurry();
      return Promise.all(outcomes);
    },
    send: (source, given) => sendEvents(sink, source, given),
    sendChunks: (chunks, given) => sendChunks(sink, chunks, given),
    // Many callers can continue at the same time: the other half of the queue is for their events.
    ready: (given) => condition.until(() => queue.hasRoom(maxQueueBytes / 2), given?.signal),
    flush: (given) => queue.flush(given?.signal),
    close,
    stats: queue.stats,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
};
