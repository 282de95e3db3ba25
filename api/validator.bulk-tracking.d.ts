// What @email-events/validator/bulk-tracking exports. Written by `pnpm api:update`.

export interface Issue {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly received: string;
    readonly hint?: string;
}

export const bulkTracking: VocabularyValidator<BulkTrackingEvent>;

export function isBulkTrackingAdditional(value: unknown): value is types.BulkTrackingAdditional;

export function isBulkTrackingClick(value: unknown): value is types.BulkTrackingClick;

export function isBulkTrackingEnvelope(value: unknown): value is types.BulkTrackingEnvelope;

export function isBulkTrackingEvent(value: unknown): value is types.BulkTrackingEvent;

export function isBulkTrackingEventList(value: unknown): value is types.BulkTrackingEventList;

export function isBulkTrackingOpen(value: unknown): value is types.BulkTrackingOpen;

export function isBulkTrackingTimestamp(value: unknown): value is types.BulkTrackingTimestamp;

export function isBulkTrackingUnsubscribe(value: unknown): value is types.BulkTrackingUnsubscribe;

export function issuesOfBulkTrackingAdditional(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingClick(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingEnvelope(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingEvent(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingEventList(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingOpen(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingTimestamp(value: unknown, limit?: number): Issue[];

export function issuesOfBulkTrackingUnsubscribe(value: unknown, limit?: number): Issue[];

interface VocabularyValidator<Event> extends StandardSchema<Event> {
    readonly parse: (value: unknown) => Result<Event>;
    readonly parseMany: (value: unknown) => readonly Result<Event>[];
    readonly is: (value: unknown) => value is Event;
    readonly assert: (value: unknown) => asserts value is Event;
}

interface StandardSchema<Output> {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: "email-events";
        readonly validate: (value: unknown) => StandardResult<Output>;
        readonly types?: {
            readonly input: unknown;
            readonly output: Output;
        } | undefined;
    };
}

type StandardResult<Output> = {
    readonly value: Output;
    readonly issues?: undefined;
} | {
    readonly issues: readonly StandardIssue[];
};

interface StandardIssue {
    readonly message: string;
    readonly path: readonly PropertyKey[];
}
