// What @email-events/relay/records exports. Written by `pnpm api:update`.

export { MapperOptions } from "@email-events/diagnose";

export { VocabularyName } from "@email-events/diagnose";

export interface BatchResponse {
    batchItemFailures: {
        itemIdentifier: string;
    }[];
}

export interface JudgeRecordOptions {
    readonly vocabulary?: VocabularyName | undefined;
    readonly mapperOptions?: MapperOptions | undefined;
}

export interface KinesisRecord {
    readonly kinesis: {
        readonly data: string;
        readonly sequenceNumber: string;
    };
}

export type RecordsEvent = {
    readonly Records: readonly KinesisRecord[];
} | {
    readonly Records: readonly SqsRecord[];
};

export interface RecordsHandlerOptions extends JudgeRecordOptions {
    readonly send: (events: Iterable<RelayedEvent>) => AsyncIterable<SendOutcome<RelayedEvent>>;
    readonly onSetAside: (event: SetAsideRecord) => void | Promise<void>;
    readonly onFailed?: ((record: {
        readonly recordId: string;
        readonly reason: string;
    }) => void) | undefined;
    readonly onReport?: ((report: Report) => void) | undefined;
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

export interface SetAsideRecord {
    readonly recordId: string;
    readonly line: number;
    readonly status: "unrecognized" | "invalid" | "rejected";
    readonly reason: string;
    readonly issues: readonly Issue[];
    readonly payload: Uint8Array;
}

export interface SqsRecord {
    readonly messageId: string;
    readonly body: string;
}

export const createRecordsHandler: (options: RecordsHandlerOptions) => ((event: RecordsEvent) => Promise<BatchResponse>);
