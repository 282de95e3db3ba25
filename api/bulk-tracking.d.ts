// What @email-events/bulk-tracking exports. Written by `pnpm api:update`.

export type AdditionalKey = string | readonly string[];

export type AdditionalProperty = "userId" | "email_id" | "email_subject" | "campaign_id" | "campaign_name" | "link_id" | "list_id" | "list_name";

export type BulkTrackingEmailLinkClicked = BulkTrackingTrackCall<"Email Link Clicked", BulkTrackingLinkClickedProperties>;

export type BulkTrackingEmailOpened = BulkTrackingTrackCall<"Email Opened", BulkTrackingMappedProperties>;

export type BulkTrackingIdentifiers = Identifiers;

export type BulkTrackingIdentify = CustomIdentify<BulkTrackingEvent>;

export interface BulkTrackingLinkClickedProperties extends BulkTrackingMappedProperties, EmailLinkProperties {
}

export type BulkTrackingMapOutcome<Call = BulkTrackingMappedEvent> = MapOutcome<Call, BulkTrackingSkipReason>;

export type BulkTrackingMappedEvent = BulkTrackingEmailLinkClicked | BulkTrackingEmailOpened | BulkTrackingUnsubscribed;

export interface BulkTrackingMappedProperties extends MessageProperties {
    additional?: {
        readonly [key: string]: unknown;
    };
}

export type BulkTrackingMapper = Mapper<BulkTrackingEvent, BulkTrackingMappedEvent, BulkTrackingSkipReason>;

export interface BulkTrackingMapperOptions {
    readonly unsubscribeEvent?: Unsubscribed["event"] | undefined;
    readonly identity?: "user-id-or-recipient" | BulkTrackingIdentify | undefined;
    readonly additional?: {
        readonly [Property in AdditionalProperty]?: AdditionalKey | undefined;
    } | undefined;
    readonly plausibleTime?: PlausibleTime | undefined;
}

export type BulkTrackingSkipReason = "no-event-id" | "no-identity";

export type BulkTrackingSkipped = Skipped<BulkTrackingSkipReason>;

export type BulkTrackingTrackCall<Name extends string, Properties> = MappedTrackCall<Name, Properties>;

export type BulkTrackingUnsubscribed = BulkTrackingTrackCall<Unsubscribed["event"], BulkTrackingUnsubscribedProperties>;

export interface BulkTrackingUnsubscribedProperties extends BulkTrackingMappedProperties, EmailListProperties {
}

export type Moment = Date | string;

export interface PlausibleTime {
    readonly from?: Moment | undefined;
    readonly to?: Moment | undefined;
}

export const bulkTrackingMapping: {
    readonly vocabulary: "bulk-tracking";
    readonly looksLike: (event: Readonly<Record<string, unknown>>) => boolean;
    readonly options: {
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
                "user-id-or-recipient"
            ];
            readonly orFunction: true;
        };
        readonly additional: {
            readonly kind: "group";
            readonly options: {
                readonly userId: {
                    readonly kind: "list";
                };
                readonly email_id: {
                    readonly kind: "list";
                };
                readonly email_subject: {
                    readonly kind: "list";
                };
                readonly campaign_id: {
                    readonly kind: "list";
                };
                readonly campaign_name: {
                    readonly kind: "list";
                };
                readonly link_id: {
                    readonly kind: "list";
                };
                readonly list_id: {
                    readonly kind: "list";
                };
                readonly list_name: {
                    readonly kind: "list";
                };
            };
        };
        readonly plausibleTime: {
            readonly kind: "group";
            readonly options: {
                readonly from: {
                    readonly kind: "text";
                };
                readonly to: {
                    readonly kind: "text";
                };
            };
        };
    };
    readonly createMapper: (options: BulkTrackingMapperOptions) => import("./map-outcome.js").BulkTrackingMapper;
};

export const createBulkTrackingMapper: (options?: BulkTrackingMapperOptions) => BulkTrackingMapper;

export const mapBulkTrackingEvent: BulkTrackingMapper;

export const mapMany: (events: readonly BulkTrackingEvent[], mapEvent?: BulkTrackingMapper) => readonly BulkTrackingMapOutcome[];
