// What @email-events/pipelines/durable exports. Written by `pnpm api:update`.

export interface DurableClient<E> {
    track(event: E, options?: CallOptions): Promise<Outcome<E>>;
    recover(options?: SendOptions): AsyncIterable<Outcome<E>>;
    close(options?: CloseOptions): Promise<CloseReport<E>>;
}

export interface DurableClientOptions<E> {
    readonly client: PipelinesClient<E>;
    readonly store: Store<E>;
    readonly messageId?: (event: E) => string;
}

export interface Store<E> {
    append(event: E): Promise<number>;
    ack(number: number): void;
    replay(): Iterable<StoredCall<E>>;
    close(): Promise<void>;
}

export interface StoredCall<E> {
    readonly number: number;
    readonly event: E;
}

export const createDurableClient: <E extends TrackCallLike>(given: DurableClientOptions<E>) => DurableClient<E>;

interface CallOptions {
    readonly signal?: AbortSignal | undefined;
}

type Chunks<E> = Events<readonly E[]>;

interface ClientStats {
    readonly delivered: number;
    readonly rejected: number;
    readonly undelivered: number;
    readonly requests: number;
    readonly retries: number;
    readonly pauses: number;
    readonly queuedEvents: number;
    readonly queuedBytes: number;
    readonly requestsInFlight: number;
    readonly inFlightLimit: number;
    readonly stopped?: string;
}

interface CloseOptions {
    readonly timeoutMs?: number | undefined;
    readonly signal?: AbortSignal | undefined;
}

interface CloseReport<E> {
    readonly undelivered: readonly E[];
    readonly undeliveredCalls: readonly OtherCall[];
}

interface CommonFields {
    readonly messageId?: string;
    readonly timestamp?: string;
    readonly context?: object;
    readonly integrations?: object;
}

type CustomEvent = Identity & CommonFields & {
    readonly event: string;
    readonly properties?: object;
};

type Outcome<E> = DeliveryOutcome & {
    readonly event: E;
};

interface PipelinesClient<E> {
    track(event: E, options?: CallOptions): Promise<Outcome<E>>;
    trackCustom(event: CustomEvent, options?: CallOptions): Promise<Outcome<CustomEvent>>;
    identify(call: IdentifyCall, options?: CallOptions): Promise<Outcome<IdentifyCall>>;
    batch(calls: Iterable<RawCall>, options?: CallOptions): Promise<readonly Outcome<RawCall>[]>;
    send(events: Events<E>, options?: SendOptions): AsyncIterable<Outcome<E>>;
    sendChunks(chunks: Chunks<E>, options?: SendOptions): AsyncIterable<readonly Outcome<E>[]>;
    ready(options?: CallOptions): Promise<void>;
    flush(options?: CallOptions): Promise<void>;
    close(options?: CloseOptions): Promise<CloseReport<E>>;
    stats(): ClientStats;
    [Symbol.asyncDispose](): Promise<void>;
}

type Events<E> = Iterable<E> | AsyncIterable<E>;

type IdentifyCall = Identity & CommonFields & {
    readonly traits?: object;
};

type Identity = {
    readonly userId: string;
    readonly anonymousId?: string;
} | {
    readonly anonymousId: string;
    readonly userId?: string;
};

type OtherCall = CustomEvent | IdentifyCall | RawCall;

interface RawCall {
    readonly type: "track" | "identify" | "page" | "screen" | "group" | "alias";
    readonly messageId?: string;
    readonly [field: string]: unknown;
}

interface SendOptions {
    readonly signal?: AbortSignal | undefined;
}

interface TrackCallLike {
    readonly type: "track";
    readonly event: string;
    readonly userId?: string;
    readonly anonymousId?: string;
    readonly messageId?: string;
}
