// What @email-events/jetstream exports. Written by `pnpm api:update`.

export interface Clock {
    now(): number;
    after(ms: number, callback: () => void): () => void;
}

export interface ConnectionSettings {
    readonly servers: readonly string[];
    readonly credentials?: QueueCredentials | undefined;
    readonly tls?: QueueTls | undefined;
    readonly connectTimeoutMs?: number | undefined;
}

export interface ConsumeOptions {
    readonly signal: AbortSignal;
    readonly concurrency: number;
}

export interface ConsumedChunk {
    readonly source: string;
    readonly partition: number;
    readonly lines: readonly Uint8Array[];
    readonly receivedAt: number;
    readonly attempt: number;
    readonly problem?: string | undefined;
    readonly working: () => void;
    readonly ack: (settlement?: Settlement) => Promise<void>;
    readonly release: (delayMs: number) => void;
}

export interface CreateOptions extends ConnectionSettings, StreamOptions {
    readonly stream?: string | undefined;
}

export interface CreatedStreams {
    readonly created: readonly string[];
    readonly existing: readonly string[];
    readonly differences: readonly Difference[];
    readonly warnings: readonly string[];
}

export interface Difference {
    readonly of: string;
    readonly setting: string;
    readonly expected: string;
    readonly found: string;
}

export interface InspectedConsumer {
    readonly pending: number;
    readonly held: number;
    readonly redelivered: number;
    readonly waiting: number;
}

export interface InspectedQueue {
    readonly serverVersion: string;
    readonly streams: readonly InspectedStream[];
    readonly consumer: InspectedConsumer | undefined;
    readonly offsets: readonly QueueOffset[];
    readonly warnings: readonly string[];
}

export interface InspectedStream {
    readonly name: string;
    readonly messages: number;
    readonly bytes: number;
    readonly maxBytes: number;
    readonly replicas: number;
    readonly leader: string | undefined;
    readonly lagging: readonly string[];
    readonly offline: readonly string[];
    readonly isReady: boolean;
}

export interface JetStreamQueue {
    readonly maxLineBytes: number;
    readonly holdMs: number;
    readonly publish: (chunk: QueueChunk) => Promise<void>;
    readonly consume: (options: ConsumeOptions) => AsyncIterable<ConsumedChunk>;
    readonly setAside: (source: string, rejects: readonly Reject[]) => Promise<void>;
    readonly claimOffset: (place: OffsetPlace) => Promise<string | undefined>;
    readonly putOffset: (place: OffsetPlace, offset: string) => Promise<void>;
    readonly status: () => Promise<QueueStatus>;
    readonly close: () => Promise<void>;
}

export interface JetStreamQueueOptions extends ConnectionSettings {
    readonly stream?: string | undefined;
    readonly holder?: string | undefined;
    readonly holdMs?: number | undefined;
    readonly onTrouble?: ((trouble: QueueTrouble) => void) | undefined;
    readonly clock?: Clock | undefined;
}

export interface ListOptions {
    readonly after?: number | undefined;
    readonly limit?: number | undefined;
    readonly status?: string | undefined;
    readonly source?: string | undefined;
}

export interface ListedReject {
    readonly number: number;
    readonly status: string;
    readonly reason: string;
    readonly issues: readonly Issue[];
    readonly source: string;
    readonly id?: string;
    readonly receivedAt: number;
    readonly setAsideAt: number;
    readonly isRetry: boolean;
    readonly sizeBytes: number;
    readonly wholeBytes?: number;
}

export type OffsetIdentity = Readonly<Record<string, string>>;

export interface OffsetOperations {
    readonly offsets: () => Promise<readonly QueueOffset[]>;
    readonly setOffset: (place: {
        readonly source: string;
        readonly partition: number;
    }, offset: string) => Promise<void>;
    readonly forgetOffsets: (source: string) => Promise<boolean>;
}

export interface OffsetPlace {
    readonly source: string;
    readonly partition: number;
    readonly partitions: number;
    readonly identity?: OffsetIdentity | undefined;
}

export interface OperatorOptions extends ConnectionSettings {
    readonly stream?: string | undefined;
}

export interface QueueChunk {
    readonly source: string;
    readonly partition: number;
    readonly lines: readonly Uint8Array[];
    readonly receivedAt: number;
    readonly id?: string | undefined;
}

export type QueueCredentials = {
    readonly user: string;
    readonly password: string;
} | {
    readonly token: string;
} | {
    readonly nkeySeed: string;
} | {
    readonly creds: string;
};

export class QueueError extends Error {
    readonly name = "QueueError";
    readonly code: QueueErrorCode;
    constructor(code: QueueErrorCode, message: string, options?: ErrorOptions);
}

export type QueueErrorCode = "full" | "unavailable" | "fenced" | "refused" | "foreign";

export interface QueueOffset {
    readonly source: string;
    readonly partition: number;
    readonly partitions: number | undefined;
    readonly offset: string | undefined;
    readonly holder: string;
    readonly storedAt: number;
}

export interface QueueOperator extends RejectOperations, OffsetOperations {
    readonly close: () => Promise<void>;
}

export interface QueueStatus {
    readonly isConnected: boolean;
    readonly isReady: boolean;
    readonly pending: number;
    readonly held: number;
    readonly redelivered: number;
    readonly rejects: number;
    readonly warnings: readonly string[];
}

export interface QueueTls {
    readonly ca?: string | undefined;
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
}

export interface QueueTrouble {
    readonly kind: "disconnected" | "reconnected" | "consumer-created" | "consume-failed" | "consume-resumed" | "rejects-full";
    readonly message: string;
}

export interface Reject {
    readonly status: string;
    readonly reason: string;
    readonly issues: readonly Issue[];
    readonly id: string;
    readonly index: number;
    readonly payload: Uint8Array;
    readonly wholeBytes?: number | undefined;
}

export interface RejectOperations {
    readonly list: (options?: ListOptions) => Promise<RejectPage>;
    readonly show: (number: number) => Promise<ShownReject | undefined>;
    readonly retry: (numbers: readonly number[]) => Promise<Retried>;
    readonly drop: (numbers: readonly number[]) => Promise<number>;
}

export interface RejectPage {
    readonly events: readonly ListedReject[];
    readonly next: number | undefined;
}

export interface Retried {
    readonly published: number;
    readonly headsOnly: number;
}

export interface Settlement {
    readonly setAside?: readonly Reject[];
    readonly again?: readonly number[];
    readonly remember?: readonly string[];
}

export interface ShownReject extends ListedReject {
    readonly payload: Uint8Array;
    readonly isDamaged: boolean;
}

export interface StreamOptions {
    readonly replicas: number;
    readonly maxBytes: number;
}

export const createJetStreamQueue: (options: JetStreamQueueOptions) => Promise<JetStreamQueue>;

export const createQueueStreams: (options: CreateOptions) => Promise<CreatedStreams>;

export const inspectQueueStreams: (options: OperatorOptions) => Promise<InspectedQueue>;

export const openQueueOperator: (options: OperatorOptions) => Promise<QueueOperator>;
