// What @email-events/sandbox exports. Written by `pnpm api:update`.

export { Call } from "@email-events/validator";

export interface AirshipStreamSandbox {
    readonly url: string;
    readonly push: (events: Iterable<object | string>) => readonly string[];
    readonly fail: (fault: StreamFault, times?: number) => void;
    readonly interrupt: (how: StreamBreak) => void;
    readonly keepAlive: () => void;
    readonly expire: (keep?: number) => void;
    readonly received: () => StreamCounts;
    readonly requests: () => readonly StreamRequestLog[];
    readonly close: () => Promise<void>;
}

export interface AirshipStreamSandboxOptions extends StreamSecrets {
    readonly port?: number | undefined;
    readonly count?: number | undefined;
    readonly seed?: number | undefined;
    readonly rate?: number | undefined;
    readonly duplicates?: number | undefined;
    readonly offsets?: OffsetForm | undefined;
    readonly maxEvents?: number | undefined;
    readonly maxBytes?: number | undefined;
    readonly gzip?: "asked" | "always" | "never" | undefined;
    readonly redirect?: boolean | undefined;
    readonly keepAliveMs?: number | undefined;
    readonly entitledTypes?: readonly string[] | undefined;
    readonly maxStreams?: number | undefined;
    readonly respond?: ((request: StreamRequestInfo) => StreamFault | undefined | Promise<StreamFault | undefined>) | undefined;
}

export interface BulkTrackingSender {
    readonly report: () => SenderReport;
    readonly done: Promise<SenderReport>;
    readonly close: () => Promise<void>;
}

export interface BulkTrackingSenderOptions {
    readonly url: string;
    readonly events: Iterable<unknown>;
    readonly headers?: Readonly<Record<string, string>> | undefined;
    readonly batchSize?: number | undefined;
    readonly framing?: "list" | "ndjson" | undefined;
    readonly gzip?: boolean | undefined;
    readonly retryDelayMs?: number | undefined;
    readonly fault?: ((request: {
        readonly number: number;
    }) => SenderFault | undefined | Promise<SenderFault | undefined>) | undefined;
    readonly onRequest?: ((request: SentRequest) => void) | undefined;
}

export type CallVerdict = "accepted" | "dropped" | "rejected" | "failed";

export interface Fault {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly delayMs?: number;
    readonly reset?: "before" | "after";
}

export interface GenerateOptions {
    readonly seed?: number | undefined;
    readonly count?: number | undefined;
}

export type OffsetForm = "numeric" | "text";

export interface Received {
    readonly requests: number;
    readonly calls: number;
    readonly accepted: number;
    readonly dropped: number;
    readonly rejected: number;
    readonly events: Readonly<Record<string, number>>;
}

export interface RecordedCall {
    readonly outcome: CallVerdict;
    readonly errors: readonly string[];
    readonly call?: unknown;
}

export interface RecordedRequest {
    readonly number: number;
    readonly time: string;
    readonly endpoint: string;
    readonly isStrict: boolean;
    readonly isKeyAccepted: boolean;
    readonly status?: number;
    readonly sizeBytes: number;
    readonly counts: Readonly<Partial<Record<CallVerdict, number>>>;
    readonly errors: readonly string[];
    readonly calls: readonly RecordedCall[];
}

export type Respond = (request: SandboxRequest) => Fault | undefined | Promise<Fault | undefined>;

export interface Sandbox {
    readonly url: string;
    readonly received: () => Received;
    readonly events: () => readonly Call[];
    readonly requests: () => readonly RecordedRequest[];
    readonly reset: () => void;
    readonly close: () => Promise<void>;
}

export interface SandboxOptions {
    readonly port?: number | undefined;
    readonly writeKey?: string | undefined;
    readonly keep?: number | undefined;
    readonly maxCallBytes?: number | undefined;
    readonly maxBatchBytes?: number | undefined;
    readonly requestTimeoutMs?: number | undefined;
    readonly respond?: Respond | undefined;
    readonly keepRequests?: number | undefined;
    readonly onRequest?: ((request: RecordedRequest) => void) | undefined;
}

export interface SandboxRequest {
    readonly number: number;
    readonly path: string;
    readonly strict: boolean;
    readonly sizeBytes: number;
}

export type SenderFault = (typeof senderFaults)[number];

export interface SenderReport {
    readonly confirmed: number;
    readonly requests: number;
    readonly resends: number;
    readonly statuses: Readonly<Record<string, number>>;
}

export interface SentRequest {
    readonly number: number;
    readonly events: number;
    readonly status: number | undefined;
}

export type StreamBreak = (typeof streamBreaks)[number];

export interface StreamCounts {
    readonly requests: number;
    readonly streams: number;
    readonly open: number;
    readonly otherAnswers: Readonly<Record<string, number>>;
    readonly events: number;
    readonly logged: number;
    readonly duplicates: number;
    readonly keepAlives: number;
    readonly offsetUpdates: number;
    readonly breaks: Readonly<Record<string, number>>;
}

export interface StreamFault {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly delayMs?: number;
    readonly break?: StreamBreak;
    readonly afterEvents?: number;
}

export interface StreamRequestInfo {
    readonly number: number;
    readonly path: string;
    readonly start: string | undefined;
    readonly resumeOffset: string | undefined;
    readonly filters: unknown;
    readonly subset: unknown;
    readonly enableOffsetUpdates: boolean;
}

export interface StreamRequestLog extends StreamRequestInfo {
    readonly status: number;
    readonly isGzip: boolean;
}

export interface StreamSecrets {
    readonly appKey?: string | undefined;
    readonly token?: string | undefined;
    readonly masterSecret?: string | undefined;
}

export const createAirshipStreamSandbox: (options?: AirshipStreamSandboxOptions) => Promise<AirshipStreamSandbox>;

export const createBulkTrackingSender: (options: BulkTrackingSenderOptions) => BulkTrackingSender;

export const createSandbox: (options?: SandboxOptions) => Promise<Sandbox>;

export const eventGenerators: {
    readonly "airship": (options?: GenerateOptions) => Iterable<unknown>;
    readonly "bulk-tracking": (options?: GenerateOptions) => Iterable<unknown>;
};

export function generateAirshipEvents(options?: GenerateOptions): Generator<AirshipEvent, void, undefined>;

export function generateBulkTrackingEvents(options?: GenerateOptions): Generator<BulkTrackingEvent, void, undefined>;

const senderFaults: readonly [
    "cut-fin",
    "cut-rst",
    "lost-answer"
];

const streamBreaks: readonly [
    "end",
    "cut-line",
    "fin",
    "reset",
    "truncate",
    "damage",
    "stall"
];
