import { createAttempt, type Platform } from "./attempt.ts";
import type { CustomEvent, IdentifyCall, OtherCall, RawCall, TrackCallLike } from "./calls.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { Delivery } from "./delivery.ts";
import { createIntake } from "./intake.ts";
import { CallEntry, type Desk, type Outcome } from "./outcome.ts";
import { createObservers } from "./observers.ts";
import { sendAll, type Intake, type SendOptions } from "./send-stream.ts";
import { toSettings, type Settings } from "./settings.ts";
import type { ClientStats } from "./stats.ts";

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
  track(event: E): Promise<Outcome<E>>;
  /** Hands over an event under a name of the caller's own. */
  trackCustom(event: CustomEvent): Promise<Outcome<CustomEvent>>;
  /** Tells what is known of a person. */
  identify(call: IdentifyCall): Promise<Outcome<IdentifyCall>>;
  /** Hands over calls of any type, and sends them without waiting for more; outcomes in the order of the calls. */
  batch(calls: Iterable<RawCall>): Promise<readonly Outcome<RawCall>[]>;
  /** Hands over many events, and yields one outcome for each, in the order they become known. */
  send(events: Iterable<E> | AsyncIterable<E>, options?: SendOptions): AsyncIterable<Outcome<E>>;
  /** Resolves when the queue is less than half full: await it before `track` when the source is faster than the API. */
  ready(): Promise<void>;
  /** Sends what is there without waiting for more; resolves when each of those calls has its outcome. */
  flush(): Promise<void>;
  /**
   * Takes no more calls and waits for the outcomes of those it has: for `timeoutMs`, or else until their deadline.
   * What has no outcome then is `undelivered`, and given back.
   */
  close(options?: { readonly timeoutMs?: number }): Promise<CloseReport<E>>;
  /** The counters. */
  stats(): ClientStats;
  [Symbol.asyncDispose](): Promise<void>;
}

const sendWindow = ({ maxInFlight, maxBatchBytes, maxQueueBytes }: Settings): number =>
  // Every request that may be under way, one batch that waits and one that fills: more would only cost memory.
  Math.min(maxQueueBytes / 2, (maxInFlight + 2) * maxBatchBytes);

// From JavaScript anything may come; what isn't a call is rejected like any other bad one.
const toType = (call: { readonly type?: string } | null | undefined): string => call?.type ?? "track";

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
  const clock = options.clock ?? systemClock;
  const transport = options.transport ?? platform.createTransport();
  const observers = createObservers(platform, options);
  const attempt = createAttempt(settings, platform, transport, clock);
  const delivery = new Delivery({ settings, clock, attempt, onRetry: observers.retry, onPause: observers.pause });
  const newId = (): string => crypto.randomUUID();
  const submitEvent = createIntake(delivery, settings, (event: E) => options.messageId?.(event) ?? newId());
  const submitOther = createIntake<OtherCall>(delivery, settings, newId);

  const events: Desk<E> = { announce: observers.outcome, undelivered: [], closing: false };
  const others: Desk<OtherCall> = { announce: observers.outcome, undelivered: [], closing: false };

  const close = async ({ timeoutMs }: { readonly timeoutMs?: number } = {}): Promise<CloseReport<E>> => {
    events.closing = others.closing = true;
    options.signal?.removeEventListener("abort", closeNow);
    await delivery.close(timeoutMs);
    if (!options.transport) transport.close?.();
    return { undelivered: [...events.undelivered], undeliveredCalls: [...others.undelivered] };
  };
  const closeNow = (): void => void close({ timeoutMs: 0 });
  options.signal?.addEventListener("abort", closeNow);
  if (options.signal?.aborted) closeNow();

  const other = <C extends OtherCall>(call: C, type: string): Promise<Outcome<C>> =>
    new Promise((resolve) => submitOther(call, type, new CallEntry(call, others, resolve)));
  const add = (event: E, resolve: (outcome: Outcome<E>) => void): void =>
    submitEvent(event, toType(event), new CallEntry(event, events, resolve));
  const stream: Intake<E> = {
    add,
    refuse: (event, reason) =>
      delivery.refuse(new CallEntry(event, events, () => {}), { status: "undelivered", reason }),
    hasRoom: () => delivery.hasRoom(sendWindow(settings)),
    whenRoom: () => delivery.whenRoom(),
    hurry: () => delivery.hurry(),
    nextTurn: () => clock.nextTurn(),
  };
  return {
    track: (event) => new Promise((resolve) => add(event, resolve)),
    trackCustom: (event) => other(event, "track"),
    identify: (call) => other(call, "identify"),
    async batch(calls) {
      const outcomes = [...calls].map((call) => other(call, toType(call)));
      delivery.hurry();
      return Promise.all(outcomes);
    },
    send: (source, sendOptions) => sendAll(stream, source, sendOptions),
    async ready() {
      // Many may wait here, and go on at the same time: the other half of the queue has room for them.
      while (delivery.stopped === undefined && !delivery.hasRoom(settings.maxQueueBytes / 2)) await delivery.whenRoom();
    },
    flush: () => delivery.flush(),
    close,
    stats: () => delivery.stats(),
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
};
