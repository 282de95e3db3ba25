// What @email-events/airship-stream exports. Written by `pnpm api:update`.

export class AirshipStreamError extends Error {
    readonly name = "AirshipStreamError";
    readonly code: StreamErrorCode;
    readonly httpStatus: number;
    static [Symbol.hasInstance](value: unknown): boolean;
    constructor(code: StreamErrorCode, httpStatus: number, message: string);
}

export type AirshipStreamOptions = StreamKind & StreamServer & StreamBeginning & {
    readonly appKey: string;
    readonly filters?: readonly StreamFilter[] | undefined;
    readonly partition?: StreamPartition | undefined;
    readonly idleTimeoutMs?: number | undefined;
    readonly maxLineBytes?: number | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly onState?: ((state: StreamState) => void) | undefined;
    readonly allowInsecure?: boolean | undefined;
    readonly clock?: Clock | undefined;
    readonly random?: (() => number) | undefined;
};

export interface Clock {
    now(): number;
    after(ms: number, callback: () => void): () => void;
}

export type ParsedItem = {
    readonly status: "valid";
    readonly value: unknown;
} | {
    readonly status: "invalid";
    readonly reason: string;
};

export type Secret = string | (() => string | Promise<string>);

export interface StreamChunk {
    readonly items: readonly StreamItem[];
    readonly offset: string | undefined;
}

export type StreamErrorCode = "unauthorized" | "refused";

export interface StreamFilter {
    readonly types?: readonly string[] | undefined;
    readonly device_types?: readonly string[] | undefined;
    readonly [property: string]: unknown;
}

export type StreamItem = {
    readonly status: "line";
    readonly bytes: Uint8Array;
} | {
    readonly status: "too-large";
    readonly sizeBytes: number;
    readonly head: Uint8Array;
    readonly reason: string;
};

export interface StreamPartition {
    readonly count: number;
    readonly selection: number;
}

export type StreamState = {
    readonly status: "connecting";
    readonly attempt: number;
} | {
    readonly status: "open";
} | {
    readonly status: "receiving";
} | {
    readonly status: "waiting";
    readonly attempt: number;
    readonly delayMs: number;
    readonly reason: string;
} | {
    readonly status: "stopped";
    readonly reason: string;
};

export interface Ticket {
    readonly offset: string | undefined;
}

export interface Watermark {
    readonly enter: (offset: string | undefined) => Ticket;
    readonly settle: (ticket: Ticket) => void;
    readonly committed: () => string | undefined;
    readonly pending: () => number;
}

export const createAirshipStream: (options: AirshipStreamOptions) => AsyncIterable<StreamChunk>;

export const createWatermark: (offset?: string) => Watermark;

export const emailFeedback: StreamFilter;

export const parseItem: (item: StreamItem) => ParsedItem;

type StreamBeginning = {
    readonly start: "EARLIEST" | "LATEST";
    readonly resumeOffset?: undefined;
} | {
    readonly resumeOffset: string;
    readonly start?: undefined;
};

type StreamKind = {
    readonly stream?: "events" | undefined;
    readonly token: Secret;
    readonly masterSecret?: undefined;
} | {
    readonly stream: "compliance";
    readonly masterSecret: Secret;
    readonly token?: undefined;
};

type StreamServer = {
    readonly region: "us" | "eu";
    readonly endpoint?: undefined;
} | {
    readonly endpoint: string;
    readonly region?: undefined;
};
