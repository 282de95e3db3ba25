// What @email-events/validator exports. Written by `pnpm api:update`.

export class InvalidEventError extends Error {
    readonly name = "InvalidEventError";
    readonly issues: readonly Issue[];
    constructor(vocabulary: string, issues: readonly Issue[]);
    static [Symbol.hasInstance](value: unknown): boolean;
}

export interface SourceEventMap {
    readonly "airship": AirshipEvent;
    readonly "bulk-tracking": BulkTrackingEvent;
}

export interface StandardIssue {
    readonly message: string;
    readonly path: readonly PropertyKey[];
}

export type StandardResult<Output> = {
    readonly value: Output;
    readonly issues?: undefined;
} | {
    readonly issues: readonly StandardIssue[];
};

export interface StandardSchema<Output> {
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

export interface VocabularyValidator<Event> extends StandardSchema<Event> {
    readonly parse: (value: unknown) => Result<Event>;
    readonly parseMany: (value: unknown) => readonly Result<Event>[];
    readonly is: (value: unknown) => value is Event;
    readonly assert: (value: unknown) => asserts value is Event;
}

export const airship: VocabularyValidator<AirshipEvent>;

export const bulkTracking: VocabularyValidator<BulkTrackingEvent>;

export const describeIssue: ({ expected, received, hint }: Issue) => string;

export const formatIssues: (issues: readonly Issue[]) => string;

export const semantic: VocabularyValidator<SemanticEmailEvent | SpecificationEmailEvent>;

export const sourceVocabularies: {
    readonly [Name in keyof SourceEventMap]: VocabularyValidator<SourceEventMap[Name]>;
};
