// What @email-events/store exports. Written by `pnpm api:update`.

export interface CallStore<E> {
    readonly append: (event: E) => Promise<number>;
    readonly ack: (number: number) => void;
    readonly replay: () => Iterable<StoredCall<E>>;
    readonly close: () => Promise<void>;
}

export interface CallStoreOptions extends Pick<StoreOptions, "maxBytes"> {
    readonly onDamaged?: ((damaged: {
        readonly numbers: readonly number[];
        readonly path: string;
    }) => void) | undefined;
}

export interface Change {
    readonly append?: readonly NewEvent[];
    readonly appendChunks?: readonly NewChunk[];
    readonly settle?: readonly number[];
    readonly setAside?: readonly (SetAsideReason & ({
        readonly number: number;
    } | {
        readonly event: NewEvent;
    }))[];
    readonly offsets?: Readonly<Record<string, string>>;
    readonly remember?: readonly string[];
    readonly rememberUnseen?: readonly string[];
}

export interface CheckReport {
    readonly isSound: boolean;
    readonly problems: readonly string[];
    readonly damagedEvents: readonly {
        readonly table: "pending" | "set aside";
        readonly number: number;
    }[];
}

export interface CheckedPage<T> extends Page<T> {
    readonly damaged: readonly number[];
}

export interface Committed {
    readonly numbers: readonly number[];
    readonly setAside: readonly number[];
    readonly refusedOffsets: readonly string[];
}

export interface EventStore {
    readonly commit: (change: Change) => Committed;
    readonly pendingPage: (options?: PageOptions) => CheckedPage<StoredEvent>;
    readonly retryPage: (options?: PageOptions) => CheckedPage<SetAsideEvent>;
    readonly findSeen: (ids: readonly string[]) => ReadonlySet<string>;
    readonly hasSeen: (id: string) => boolean;
    readonly readOffset: (source: string) => string | undefined;
    readonly readChanges: () => OperatorChanges | undefined;
    readonly readValue: (key: string) => string | undefined;
    readonly writeValue: (key: string, value: string) => void;
    readonly stats: () => StoreStats;
    readonly hasRoom: (bytes: number) => boolean;
    readonly checkPlace: () => void;
    readonly close: () => void;
}

export interface ListOptions extends PageOptions {
    readonly status?: string | undefined;
    readonly source?: string | undefined;
}

export interface NewChunk extends Pick<NewEvent, "source" | "receivedAt"> {
    readonly payloads: readonly Uint8Array[];
}

export interface NewEvent {
    readonly source: string;
    readonly payload: Uint8Array;
    readonly receivedAt: number;
    readonly id?: string;
}

export interface OperatorChanges {
    readonly retries: number;
    readonly offsets: readonly string[];
}

export interface OperatorStore {
    readonly list: (options?: ListOptions) => Page<SetAsideSummary>;
    readonly show: (number: number) => SetAsideEvent | undefined;
    readonly retry: (numbers: readonly number[]) => number;
    readonly drop: (numbers: readonly number[]) => number;
    readonly offsets: () => readonly StoredOffset[];
    readonly setOffset: (source: string, offset: string) => void;
    readonly forgetOffset: (source: string) => boolean;
    readonly readValue: (key: string) => string | undefined;
    readonly stats: () => StoreStats;
    readonly close: () => void;
}

export interface Page<T> {
    readonly events: readonly T[];
    readonly next: number | undefined;
}

export interface PageOptions {
    readonly after?: number | undefined;
    readonly limit?: number | undefined;
}

export interface RepairReport {
    readonly pending: number;
    readonly setAside: number;
    readonly damaged: readonly number[];
    readonly missing: number;
    readonly lost: readonly ("offsets" | "seen" | "values")[];
    readonly keptAs: string;
}

export interface SetAsideEvent extends SetAsideSummary {
    readonly payload: Uint8Array;
    readonly isDamaged: boolean;
}

export interface SetAsideReason {
    readonly status: string;
    readonly reason: string;
    readonly issues: readonly Issue[];
}

export interface SetAsideSummary extends SetAsideReason {
    readonly number: number;
    readonly source: string;
    readonly id?: string;
    readonly receivedAt: number;
    readonly setAsideAt: number;
    readonly isRetry: boolean;
    readonly sizeBytes: number;
}

export class StoreError extends Error {
    readonly name = "StoreError";
    readonly code: StoreErrorCode;
    constructor(code: StoreErrorCode, message: string, options?: ErrorOptions);
}

export type StoreErrorCode = "locked" | "corrupt" | "full" | "readonly" | "newer" | "unsupported";

export interface StoreOptions {
    readonly maxBytes?: number | undefined;
    readonly rememberIds?: number | undefined;
    readonly now?: (() => number) | undefined;
}

export interface StoreStats {
    readonly pending: number;
    readonly setAside: number;
    readonly retries: number;
    readonly sizeBytes: number;
    readonly usedBytes: number;
}

export interface StoredCall<E> {
    readonly number: number;
    readonly event: E;
}

export interface StoredEvent extends NewEvent {
    readonly number: number;
}

export interface StoredOffset {
    readonly source: string;
    readonly offset: string;
    readonly storedAt: number;
}

export const checkStore: (path: string) => CheckReport;

export const openCallStore: <E>(path: string, { onDamaged, ...options }?: CallStoreOptions) => Promise<CallStore<E>>;

export const openOperator: (path: string) => OperatorStore;

export const openStore: (path: string, options?: StoreOptions) => EventStore;

export const repairStore: (path: string) => RepairReport;
