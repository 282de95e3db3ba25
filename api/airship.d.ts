// What @email-events/airship exports. Written by `pnpm api:update`.

export interface AirshipBouncedProperties extends AirshipMappedProperties {
    bounce_class?: string;
    bounce_class_name?: string;
    bounce_category?: BounceCategory;
    is_hard_bounce?: boolean;
    bounce_event_type?: string;
}

export type AirshipEmailBounced = AirshipTrackCall<"Email Bounced", AirshipBouncedProperties>;

export type AirshipEmailDelivered = AirshipTrackCall<"Email Delivered", AirshipMappedProperties>;

export type AirshipEmailLinkClicked = AirshipTrackCall<"Email Link Clicked", AirshipLinkClickedProperties>;

export type AirshipEmailMarkedAsSpam = AirshipTrackCall<"Email Marked as Spam", AirshipMappedProperties>;

export type AirshipEmailOpened = AirshipTrackCall<"Email Opened", AirshipOpenedProperties>;

export interface AirshipForwarding {
    readonly delay?: string | undefined;
    readonly injection?: string | undefined;
}

export type AirshipIdentifiers = Identifiers;

export type AirshipIdentify = CustomIdentify<AirshipMappableEvent>;

export interface AirshipLinkClickedProperties extends AirshipMappedProperties, EmailLinkProperties, AirshipReaderProperties {
    link_name?: string;
}

export type AirshipMapOutcome<Call = AirshipMappedEvent> = MapOutcome<Call, AirshipSkipReason>;

export type AirshipMappableEvent = AirshipEmailEvent | AirshipComplianceBounce;

export type AirshipMappedEvent = AirshipEmailBounced | AirshipEmailDelivered | AirshipEmailLinkClicked | AirshipEmailMarkedAsSpam | AirshipEmailOpened | AirshipUnsubscribed;

export interface AirshipMappedProperties extends MessageProperties {
    sender?: string;
    campaign_categories?: string[];
}

export type AirshipMapper<Call = AirshipMappedEvent> = Mapper<AirshipEvent, Call, AirshipSkipReason>;

export interface AirshipMapperOptions {
    readonly opens?: AirshipOpens | undefined;
    readonly unsubscribeEvent?: Unsubscribed["event"] | undefined;
    readonly identity?: "named-user-or-address" | "channel" | AirshipIdentify | undefined;
    readonly forward?: AirshipForwarding | undefined;
    readonly prefetchedOpens?: "map" | "skip" | undefined;
    readonly complianceBounce?: "map" | "skip" | undefined;
}

export interface AirshipOpenedProperties extends AirshipMappedProperties, AirshipReaderProperties {
    is_prefetched?: boolean;
}

export type AirshipOpens = "initial_open" | "open" | "both";

export interface AirshipReaderProperties {
    agent_family?: string;
    device_brand?: string;
    device_family?: string;
    os_family?: string;
    os_version?: string;
    is_mobile?: boolean;
}

export type AirshipSkipReason = "counted-by-initial-open" | "counted-by-open" | "prefetched" | "consequence-of-another-event" | "not-terminal" | "no-semantic-event" | "reported-by-custom-bounce" | "not-an-event" | "no-event-id" | "no-identity";

export type AirshipSkipped = Skipped<AirshipSkipReason>;

export type AirshipTrackCall<Name extends string, Properties> = MappedTrackCall<Name, Properties>;

export type AirshipUnsubscribed = AirshipTrackCall<Unsubscribed["event"], AirshipUnsubscribedProperties>;

export interface AirshipUnsubscribedProperties extends AirshipMappedProperties, EmailListProperties {
    unsubscribe_event_type?: string;
}

export type BounceCategory = "hard" | "soft" | "block" | "admin" | "undetermined";

export const airshipMapping: {
    readonly vocabulary: "airship";
    readonly looksLike: (event: Readonly<Record<string, unknown>>) => boolean;
    readonly options: {
        readonly opens: {
            readonly kind: "choice";
            readonly choices: readonly [
                "initial_open",
                "open",
                "both"
            ];
        };
        readonly unsubscribeEvent: {
            readonly kind: "choice";
            readonly choices: readonly [
                "Unsubscribed",
                "Email Unsubscribed"
            ];
        };
        readonly identity: {
            readonly kind: "choice";
            readonly choices: readonly [
                "named-user-or-address",
                "channel"
            ];
            readonly orFunction: true;
        };
        readonly forward: {
            readonly kind: "group";
            readonly options: {
                readonly delay: {
                    readonly kind: "custom-event";
                };
                readonly injection: {
                    readonly kind: "custom-event";
                };
            };
        };
        readonly prefetchedOpens: {
            readonly kind: "choice";
            readonly choices: readonly [
                "map",
                "skip"
            ];
        };
        readonly complianceBounce: {
            readonly kind: "choice";
            readonly choices: readonly [
                "skip",
                "map"
            ];
        };
    };
    readonly createMapper: (options: AirshipMapperOptions) => AirshipMapper<AirshipMappedEvent | CustomTrackCall>;
};

export function createAirshipMapper(options?: AirshipMapperOptions & {
    readonly forward?: undefined;
}): AirshipMapper;

export function createAirshipMapper(options?: AirshipMapperOptions & {
    readonly forward?: AirshipForwarding | undefined;
}): AirshipMapper<AirshipMappedEvent | CustomTrackCall>;

export const mapAirshipEvent: AirshipMapper;

export function mapMany(events: readonly AirshipEvent[]): readonly AirshipMapOutcome[];

export function mapMany<Call>(events: readonly AirshipEvent[], mapEvent: AirshipMapper<Call>): readonly AirshipMapOutcome<Call>[];
