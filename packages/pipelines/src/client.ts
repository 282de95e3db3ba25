import { orAborted, type CallOptions } from "./abort.ts";
import { createAttempt, type Platform } from "./attempt.ts";
import type { CustomEvent, IdentifyCall, OtherCall, RawCall, TrackCallLike } from "./calls.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { systemClock, type Clock } from "./clock.ts";
import { Delivery } from "./delivery.ts";
import { Intake } from "./intake.ts";
import type { Outcome } from "./outcome.ts";
import { createObservers } from "./observers.ts";
import { sendAll, type EventSink, type SendOptions } from "./send-stream.ts";
import { toSettings, type Settings } from "./settings.ts";
import type { ClientStats } from "./stats.ts";
import type { Transport } from "./transport/transport.ts";

/** How long closing a client may take. */
export interface CloseOptions {
  readonly timeoutMs?: number | undefined;
  /** Ends the waiting when aborted, as `timeoutMs` does. */
  readonly signal?: AbortSignal | undefined;
}

/** What a client had to give back when it was closed. */
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
  send(events: Iterable<E> | AsyncIterable<E>, options?: SendOptions): AsyncIterable<Outcome<E>>;
  /** Resolves when the queue is less than half full: await it before `track` when the source is faster than the API. */
  ready(options?: CallOptions): Promise<void>;
  /** Sends what is there without waiting for more; resolves when each of those calls has its outcome. */
  flush(options?: CallOptions): Promise<void>;
  /**
   * Takes no more calls and waits for the outcomes of those it has: for `timeoutMs`, until the signal is aborted, or
   * else until their deadline. What has no outcome then is `undelivered`, and given back.
   */
  close(options?: CloseOptions): Promise<CloseReport<E>>;
  /** The counters. */
  stats(): ClientStats;
  [Symbol.asyncDispose](): Promise<void>;
}

const sendWindow = ({ maxInFlight, maxBatchBytes, maxQueueBytes }: Settings): number =>
  // Every request that may be under way, one batch that waits and one that fills: more would only cost memory.
  Math.min(maxQueueBytes / 2, (maxInFlight + 2) * maxBatchBytes);

// From JavaScript anything may come; what isn't a call is rejected like any other bad one.
const toType = (call: { readonly type?: string } | null | undefined): string => call?.type ?? "track";

/** What the methods of a client work on. */
interface Parts<E extends object> {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly delivery: Delivery;
  readonly events: Intake<E>;
  readonly others: Intake<OtherCall>;
}

const createParts = <E extends TrackCallLike>(platform: Platform, options: PipelinesClientOptions<E>): Parts<E> => {
  const settings = toSettings(options);
  const clock = options.clock ?? systemClock;
  const transport = options.transport ?? platform.createTransport();
  const observers = createObservers(platform, options);
  const attempt = createAttempt(settings, platform, transport, clock);
  const delivery = new Delivery({ settings, clock, attempt, observers });
  const newId = (): string => crypto.randomUUID();
  return {
    settings,
    clock,
    transport,
    delivery,
    events: new Intake<E>(delivery, settings, observers.outcome, (event) => options.messageId?.(event) ?? newId()),
    others: new Intake<OtherCall>(delivery, settings, observers.outcome, newId),
  };
};

const createClose = <E extends TrackCallLike>(
  { delivery, events, others, transport }: Parts<E>,
  options: PipelinesClientOptions<E>,
): PipelinesClient<E>["close"] => {
  const close = async ({ timeoutMs, signal }: CloseOptions = {}): Promise<CloseReport<E>> => {
    events.desk.closing = others.desk.closing = true;
    options.signal?.removeEventListener("abort", closeNow);
    await delivery.close(timeoutMs, signal);
    if (!options.transport) transport.close?.();
    return { undelivered: [...events.desk.undelivered], undeliveredCalls: [...others.desk.undelivered] };
  };
  const closeNow = (): void => void close({ timeoutMs: 0 });
  options.signal?.addEventListener("abort", closeNow);
  if (options.signal?.aborted) closeNow();
  return close;
};

const toSink = <E extends TrackCallLike>({ settings, clock, delivery, events }: Parts<E>): EventSink<E> => ({
  add: (event, resolve) => events.add(event, toType(event), resolve),
  refuse: (event, reason) => events.refuse(event, reason),
  hasRoom: () => delivery.ledger.hasRoom(sendWindow(settings)),
  whenRoom: () => delivery.whenRoom(),
  hurry: () => delivery.hurry(),
  nextTurn: () => clock.nextTurn(),
});

/**
 * Makes a client for a platform; the package's entries choose the platform.
 *
 * @throws ConfigError for an option that can't work.
 */
export const createClientOn = <E extends TrackCallLike>(
  platform: Platform,
  options: PipelinesClientOptions<E>,
): PipelinesClient<E> => {
  const parts = createParts(platform, options);
  const { delivery, events, others, settings } = parts;
  const close = createClose(parts, options);
  const sink = toSink(parts);
  const other = <C extends OtherCall>(call: C, type: string, { signal }: CallOptions = {}): Promise<Outcome<C>> =>
    new Promise((resolve) => others.add(call, type, resolve, signal));
  return {
    track: (event, { signal } = {}) => new Promise((resolve) => events.add(event, toType(event), resolve, signal)),
    trackCustom: (event, given) => other(event, "track", given),
    identify: (call, given) => other(call, "identify", given),
    async batch(calls, given) {
      const outcomes = [...calls].map((call) => other(call, toType(call), given));
      delivery.hurry();
      return Promise.all(outcomes);
    },
    send: (source, given) => sendAll(sink, source, given),
    async ready({ signal } = {}) {
      // Many may wait here, and go on at the same time: the other half of the queue has room for them.
      const isOver = (): boolean =>
        signal?.aborted === true ||
        delivery.stopped !== undefined ||
        delivery.ledger.hasRoom(settings.maxQueueBytes / 2);
      while (!isOver()) await orAborted(delivery.whenRoom(), signal);
    },
    flush: ({ signal } = {}) => orAborted(delivery.flush(), signal),
    close,
    stats: () => delivery.stats(),
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
};
