// What @email-events/pipelines/durable exports. Written by `pnpm api:update`.

export interface DurableClient<E> {
    track(event: E, options?: CallOptions): Promise<Outcome<E>>;
    recover(options?: SendOptions): AsyncIterable<Outcome<E>>;
    close(options?: CloseOptions): Promise<CloseReport<E>>;
}

export interface DurableClientOptions<E> {
    readonly client: PipelinesClient<E>;
    readonly store: Store<E>;
    readonly messageId?: ((event: E) => string) | undefined;
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

interface PipelinesClient<E> {
    track(event: E, options?: CallOptions): Promise<Outcome<E>>;
    trackCustom(event: CustomEvent, options?: CallOptions): Promise<Outcome<CustomEvent>>;
    identify(call: IdentifyCall, options?: CallOptions): Promise<Outcome<IdentifyCall>>;
    batch<C extends CallLike>(calls: Iterable<C>, options?: CallOptions): Promise<readonly Outcome<C>[]>;
    send(events: Events<E>, options?: SendOptions): AsyncIterable<Outcome<E>>;
    sendChunks(chunks: Chunks<E>, options?: SendOptions): AsyncIterable<readonly Outcome<E>[]>;
    ready(options?: CallOptions): Promise<void>;
    flush(options?: CallOptions): Promise<void>;
    close(options?: CloseOptions): Promise<CloseReport<E>>;
    stats(): ClientStats;
    [Symbol.asyncDispose](): Promise<void>;
}

interface CallLike {
    readonly type: "track" | "identify" | "page" | "screen" | "group" | "alias";
    readonly messageId?: string | undefined;
}

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
    readonly messageId?: string | undefined;
    readonly timestamp?: string | undefined;
    readonly context?: object | null | undefined;
    readonly integrations?: object | null | undefined;
}

type CustomEvent = Identity & CommonFields & {
    readonly event: string;
    readonly properties?: object | undefined;
};

type Outcome<E> = DeliveryOutcome & {
    readonly event: E;
};

type Events<E> = Iterable<E> | AsyncIterable<E>;

type IdentifyCall = Identity & CommonFields & {
    readonly traits?: object | undefined;
};

type Identity = {
    readonly userId: string;
    readonly anonymousId?: string | undefined;
} | {
    readonly anonymousId: string;
    readonly userId?: string | undefined;
};

type OtherCall = CustomEvent | IdentifyCall | RawCall;

interface RawCall extends CallLike {
    readonly [field: string]: unknown;
}

interface SendOptions {
    readonly signal?: AbortSignal | undefined;
}

interface TrackCallLike {
    readonly type: "track";
    readonly event: string;
    readonly userId?: string | undefined;
    readonly anonymousId?: string | undefined;
    readonly messageId?: string | undefined;
}
