// What @email-events/validator/semantic exports. Written by `pnpm api:update`.

export interface Issue {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly received: string;
    readonly hint?: string;
}

export function isEmailBounced(value: unknown): value is types.EmailBounced;

export function isEmailDelivered(value: unknown): value is types.EmailDelivered;

export function isEmailLinkClicked(value: unknown): value is types.EmailLinkClicked;

export function isEmailMarkedAsSpam(value: unknown): value is types.EmailMarkedAsSpam;

export function isEmailOpened(value: unknown): value is types.EmailOpened;

export function isEmailProperties(value: unknown): value is types.EmailProperties;

export function isEventContext(value: unknown): value is types.EventContext;

export function isIdentity(value: unknown): value is types.Identity;

export function isIntegrations(value: unknown): value is types.Integrations;

export function isSemanticEmailEvent(value: unknown): value is types.SemanticEmailEvent;

export function isSpecificationCall(value: unknown): value is types.SpecificationCall;

export function isSpecificationContext(value: unknown): value is types.SpecificationContext;

export function isSpecificationEmailBounced(value: unknown): value is types.SpecificationEmailBounced;

export function isSpecificationEmailDelivered(value: unknown): value is types.SpecificationEmailDelivered;

export function isSpecificationEmailEvent(value: unknown): value is types.SpecificationEmailEvent;

export function isSpecificationEmailLinkClicked(value: unknown): value is types.SpecificationEmailLinkClicked;

export function isSpecificationEmailMarkedAsSpam(value: unknown): value is types.SpecificationEmailMarkedAsSpam;

export function isSpecificationEmailOpened(value: unknown): value is types.SpecificationEmailOpened;

export function isSpecificationIdentity(value: unknown): value is types.SpecificationIdentity;

export function isSpecificationUnsubscribed(value: unknown): value is types.SpecificationUnsubscribed;

export function isTrackCall(value: unknown): value is types.TrackCall;

export function isUnsubscribed(value: unknown): value is types.Unsubscribed;

export function issuesOfEmailBounced(value: unknown, limit?: number): Issue[];

export function issuesOfEmailDelivered(value: unknown, limit?: number): Issue[];

export function issuesOfEmailLinkClicked(value: unknown, limit?: number): Issue[];

export function issuesOfEmailMarkedAsSpam(value: unknown, limit?: number): Issue[];

export function issuesOfEmailOpened(value: unknown, limit?: number): Issue[];

export function issuesOfEmailProperties(value: unknown, limit?: number): Issue[];

export function issuesOfEventContext(value: unknown, limit?: number): Issue[];

export function issuesOfIdentity(value: unknown, limit?: number): Issue[];

export function issuesOfIntegrations(value: unknown, limit?: number): Issue[];

export function issuesOfSemanticEmailEvent(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationCall(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationContext(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationEmailBounced(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationEmailDelivered(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationEmailEvent(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationEmailLinkClicked(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationEmailMarkedAsSpam(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationEmailOpened(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationIdentity(value: unknown, limit?: number): Issue[];

export function issuesOfSpecificationUnsubscribed(value: unknown, limit?: number): Issue[];

export function issuesOfTrackCall(value: unknown, limit?: number): Issue[];

export function issuesOfUnsubscribed(value: unknown, limit?: number): Issue[];

export const semantic: VocabularyValidator<SemanticEmailEvent | SpecificationEmailEvent>;

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
