// What @email-events/relay exports. Written by `pnpm api:update`.

export { MapperOptions } from "@email-events/diagnose";

export { SourceVocabulary } from "@email-events/diagnose";

export class CommandError extends Error {
    readonly name = "CommandError";
    readonly details: readonly string[];
    constructor(message: string, { details, ...options }?: CommandErrorOptions);
}

export interface Mismatch {
    readonly looksLike?: VocabularyName;
}

export type NameCounts = readonly (readonly [
    name: string,
    count: number
])[];

export interface Note {
    readonly line: number;
    readonly issues: readonly Issue[];
}

export interface OutgoingEvent {
    readonly type: "track";
    readonly event: string;
    readonly messageId: string;
    toJSON(): RelayedEvent;
}

export interface RelayFailure {
    readonly kind: "undelivered" | "source" | "stopped";
    readonly reason: string;
    readonly resumeLine: number;
}

export interface RelayOptions {
    readonly source: AsyncIterable<Uint8Array>;
    readonly vocabulary?: VocabularyName | undefined;
    readonly mapperOptions?: MapperOptions | undefined;
    readonly sendChunks: (chunks: AsyncIterable<readonly OutgoingEvent[]>) => AsyncIterable<readonly SendOutcome<OutgoingEvent>[]>;
    readonly onSetAside?: ((entry: SetAside) => void | Promise<void>) | undefined;
    readonly onNote?: ((note: Note) => void) | undefined;
    readonly flush?: (() => void | Promise<void>) | undefined;
    readonly onProgress?: ((report: Report) => void) | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly startLine?: number | undefined;
    readonly maxItemBytes?: number | undefined;
}

export interface RelayResult {
    readonly report: Report;
    readonly unrecognizedNames: NameCounts;
    readonly failure?: RelayFailure;
    readonly mismatch?: Mismatch;
}

export type RelayedEvent = SemanticEmailEvent | CustomTrackCall;

export interface Report {
    readonly received: number;
    readonly delivered: number;
    readonly skipped: Readonly<Record<string, number>>;
    readonly unrecognized: number;
    readonly invalid: number;
    readonly rejected: number;
    readonly undelivered: number;
    readonly pending?: number;
}

export type SendOutcome<Event> = DeliveryOutcome & {
    readonly event: Event;
};

export interface SetAside {
    readonly line: number;
    readonly status: SetAsideOutcome["status"];
    readonly name?: string;
    readonly issues: readonly Issue[];
    readonly source: string;
    readonly truncated?: true;
}

export type SetAsideOutcome = Exclude<EventOutcome, Delivered | Skipped>;

export class SourceError extends Error {
    readonly name = "SourceError";
}

export const relay: (options: RelayOptions) => Promise<RelayResult>;

interface CommandErrorOptions extends ErrorOptions {
    readonly details?: readonly string[];
}
