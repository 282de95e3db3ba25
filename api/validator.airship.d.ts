// What @email-events/validator/airship exports. Written by `pnpm api:update`.

export interface Issue {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly received: string;
    readonly hint?: string;
}

export const airship: VocabularyValidator<AirshipEvent>;

export function isAirshipAgentProperties(value: unknown): value is types.AirshipAgentProperties;

export function isAirshipAssociatedPush(value: unknown): value is types.AirshipAssociatedPush;

export function isAirshipBounceClass(value: unknown): value is types.AirshipBounceClass;

export function isAirshipBounceEvent(value: unknown): value is types.AirshipBounceEvent;

export function isAirshipClickEvent(value: unknown): value is types.AirshipClickEvent;

export function isAirshipComplianceBounce(value: unknown): value is types.AirshipComplianceBounce;

export function isAirshipComplianceEnvelope(value: unknown): value is types.AirshipComplianceEnvelope;

export function isAirshipComplianceEvent(value: unknown): value is types.AirshipComplianceEvent;

export function isAirshipComplianceRegistration(value: unknown): value is types.AirshipComplianceRegistration;

export function isAirshipCustomBody(value: unknown): value is types.AirshipCustomBody;

export function isAirshipCustomEvent(value: unknown): value is types.AirshipCustomEvent;

export function isAirshipDelayEvent(value: unknown): value is types.AirshipDelayEvent;

export function isAirshipDeliveryEvent(value: unknown): value is types.AirshipDeliveryEvent;

export function isAirshipEmailDevice(value: unknown): value is types.AirshipEmailDevice;

export function isAirshipEmailEvent(value: unknown): value is types.AirshipEmailEvent;

export function isAirshipEmailProperties(value: unknown): value is types.AirshipEmailProperties;

export function isAirshipEnvelope(value: unknown): value is types.AirshipEnvelope;

export function isAirshipEvent(value: unknown): value is types.AirshipEvent;

export function isAirshipFlag(value: unknown): value is types.AirshipFlag;

export function isAirshipInitialOpenEvent(value: unknown): value is types.AirshipInitialOpenEvent;

export function isAirshipInjectionEvent(value: unknown): value is types.AirshipInjectionEvent;

export function isAirshipLinkUnsubscribeEvent(value: unknown): value is types.AirshipLinkUnsubscribeEvent;

export function isAirshipListUnsubscribeEvent(value: unknown): value is types.AirshipListUnsubscribeEvent;

export function isAirshipOffsetUpdate(value: unknown): value is types.AirshipOffsetUpdate;

export function isAirshipOpenEvent(value: unknown): value is types.AirshipOpenEvent;

export function isAirshipOutOfBandEvent(value: unknown): value is types.AirshipOutOfBandEvent;

export function isAirshipSpamComplaintEvent(value: unknown): value is types.AirshipSpamComplaintEvent;

export function isAirshipUnsubscribeEvent(value: unknown): value is types.AirshipUnsubscribeEvent;

export function isAirshipUser(value: unknown): value is types.AirshipUser;

export function issuesOfAirshipAgentProperties(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipAssociatedPush(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipBounceClass(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipBounceEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipClickEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipComplianceBounce(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipComplianceEnvelope(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipComplianceEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipComplianceRegistration(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipCustomBody(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipCustomEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipDelayEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipDeliveryEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipEmailDevice(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipEmailEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipEmailProperties(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipEnvelope(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipFlag(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipInitialOpenEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipInjectionEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipLinkUnsubscribeEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipListUnsubscribeEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipOffsetUpdate(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipOpenEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipOutOfBandEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipSpamComplaintEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipUnsubscribeEvent(value: unknown, limit?: number): Issue[];

export function issuesOfAirshipUser(value: unknown, limit?: number): Issue[];

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
