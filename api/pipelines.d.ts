// What @email-events/pipelines and @email-events/pipelines/fetch exports. Written by `pnpm api:update`.

export interface CallLike {
    readonly type: "track" | "identify" | "page" | "screen" | "group" | "alias";
    readonly messageId?: string | undefined;
}

export interface CallOptions {
    readonly signal?: AbortSignal | undefined;
}

export type Chunks<E> = Events<readonly E[]>;

export interface ClientStats {
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

export interface Clock {
    now(): number;
    after(ms: number, callback: () => void): () => void;
    nextTurn(): Promise<void>;
}

export interface CloseOptions {
    readonly timeoutMs?: number | undefined;
    readonly signal?: AbortSignal | undefined;
}

export interface CloseReport<E> {
    readonly undelivered: readonly E[];
    readonly undeliveredCalls: readonly OtherCall[];
}

export class ConfigError extends Error {
    readonly name = "ConfigError";
    static [Symbol.hasInstance](value: unknown): boolean;
}

export type CustomEvent = Identity & CommonFields & {
    readonly event: string;
    readonly properties?: object | undefined;
};

export type Events<E> = Iterable<E> | AsyncIterable<E>;

export type IdentifyCall = Identity & CommonFields & {
    readonly traits?: object | undefined;
};

export type Identity = {
    readonly userId: string;
    readonly anonymousId?: string | undefined;
} | {
    readonly anonymousId: string;
    readonly userId?: string | undefined;
};

export type OtherCall = CustomEvent | IdentifyCall | RawCall;

export type Outcome<E> = DeliveryOutcome & {
    readonly event: E;
};

export interface Pause {
    readonly ms: number;
    readonly cause: string;
}

export interface PipelinesClient<E> {
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

export interface PipelinesClientOptions<E> {
    readonly writeKey: string;
    readonly region?: "us" | "eu" | undefined;
    readonly endpoint?: string | URL | undefined;
    readonly allowInsecure?: boolean | undefined;
    readonly strict?: boolean | undefined;
    readonly mode?: "batch" | "track" | undefined;
    readonly maxEventBytes?: number | undefined;
    readonly maxBatchBytes?: number | undefined;
    readonly lingerMs?: number | undefined;
    readonly maxInFlight?: number | undefined;
    readonly maxQueueBytes?: number | undefined;
    readonly timeoutMs?: number | undefined;
    readonly deadlineMs?: number | undefined;
    readonly backoffBaseMs?: number | undefined;
    readonly backoffCapMs?: number | undefined;
    readonly requestsPerSecond?: number | undefined;
    readonly gzip?: boolean | undefined;
    readonly mixIntegrations?: boolean | undefined;
    readonly warnOnExit?: boolean | undefined;
    readonly transport?: Transport | undefined;
    readonly messageId?: Functions<E>["messageId"] | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly onOutcome?: Functions<E>["onOutcome"] | undefined;
    readonly onRetry?: ((retry: Retry) => void) | undefined;
    readonly onPause?: ((pause: Pause) => void) | undefined;
    readonly clock?: Clock | undefined;
    readonly random?: (() => number) | undefined;
}

export interface RawCall extends CallLike {
    readonly [field: string]: unknown;
}

export type RequestOutcome = {
    readonly status: "accepted";
} | {
    readonly status: "retryable";
    readonly retryAfterMs?: number | undefined;
    readonly cause: string;
    readonly isUnsent?: boolean | undefined;
} | {
    readonly status: "rejected";
    readonly httpStatus: number;
    readonly body: string;
};

export interface Retry {
    readonly attempt: number;
    readonly events: number;
    readonly cause: string;
}

export interface SendOptions {
    readonly signal?: AbortSignal | undefined;
}

export interface TrackCallLike {
    readonly type: "track";
    readonly event: string;
    readonly userId?: string | undefined;
    readonly anonymousId?: string | undefined;
    readonly messageId?: string | undefined;
}

export interface Transport {
    send(request: TransportRequest): Promise<RequestOutcome>;
    check?(origin: URL): void;
    close?(): void;
}

export interface TransportRequest {
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly signal: AbortSignal;
}

export const createFetchTransport: (fetchImpl?: (url: URL, init: RequestInit) => Promise<Response>) => Transport;

export const createPipelinesClient: <E extends TrackCallLike = SemanticEmailEvent>(options: PipelinesClientOptions<E>) => PipelinesClient<E>;

export const isConfigError: (value: unknown) => value is ConfigError;

export const toNetworkCause: (error: unknown) => string;

export const toRequestOutcome: (httpStatus: number, retryAfter: string | null | undefined, body: string, date?: string | null) => RequestOutcome;

interface CommonFields {
    readonly messageId?: string | undefined;
    readonly timestamp?: string | undefined;
    readonly context?: object | null | undefined;
    readonly integrations?: object | null | undefined;
}

interface Functions<E> {
    messageId(event: E): string;
    onOutcome(outcome: Outcome<E | OtherCall>): void;
}
