// What @email-events/core exports. Written by `pnpm api:update`.

export interface AirshipAgentProperties {
    agent_family?: string | null;
    device_brand?: string | null;
    device_family?: string | null;
    is_mobile?: AirshipFlag;
    is_prefetched?: AirshipFlag;
    os_family?: string | null;
    os_version?: string | number | null;
}

export interface AirshipAssociatedPush {
    push_id?: string | null;
    group_id?: string | null;
    variant_id?: number | string | null;
    time?: string | null;
    campaigns?: AirshipCampaigns | null;
}

export interface AirshipBounceBody extends AirshipCustomBody {
    name: "bounce";
    properties?: AirshipBounceProperties | null;
}

export type AirshipBounceClass = string | number | null;

export interface AirshipBounceEvent extends AirshipCustomEvent {
    body: AirshipBounceBody;
}

export interface AirshipBounceProperties extends AirshipEmailProperties {
    bounce_class?: AirshipBounceClass;
    bounce_event_type?: string | null;
}

export interface AirshipCampaigns {
    categories?: unknown[] | null;
}

export interface AirshipClickBody extends AirshipCustomBody {
    name: "click";
    properties?: AirshipClickProperties | null;
}

export interface AirshipClickEvent extends AirshipCustomEvent {
    body: AirshipClickBody;
}

export interface AirshipClickProperties extends AirshipEmailProperties, AirshipAgentProperties {
    link_name?: string | null;
    link_url?: string | null;
}

export interface AirshipComplianceBounce extends AirshipComplianceEnvelope {
    body: AirshipComplianceBounceBody;
}

export interface AirshipComplianceBounceBody {
    event_type: "bounce";
    identifiers?: AirshipComplianceBounceIdentifiers | null;
    properties?: AirshipComplianceBounceProperties | null;
}

export interface AirshipComplianceBounceIdentifiers {
    address?: string | null;
}

export interface AirshipComplianceBounceProperties extends AirshipEmailProperties {
    bounce_class?: AirshipBounceClass;
    bounce_event_type?: string | null;
}

export interface AirshipComplianceEnvelope extends AirshipEnvelope {
    type: "COMPLIANCE";
    device: AirshipEmailDevice;
}

export type AirshipComplianceEvent = AirshipComplianceBounce | AirshipComplianceRegistration;

export interface AirshipComplianceEventMap {
    bounce: AirshipComplianceBounce;
    registration: AirshipComplianceRegistration;
}

export const AirshipComplianceEventName: {
    readonly Bounce: "bounce";
    readonly Registration: "registration";
};

export type AirshipComplianceEventName = (typeof AirshipComplianceEventName)[keyof typeof AirshipComplianceEventName];

export interface AirshipComplianceRegistration extends AirshipComplianceEnvelope {
    body: AirshipComplianceRegistrationBody;
}

export interface AirshipComplianceRegistrationBody {
    event_type: "registration";
    identifiers?: AirshipComplianceRegistrationIdentifiers | null;
    properties?: AirshipComplianceRegistrationProperties | null;
}

export interface AirshipComplianceRegistrationIdentifiers {
    address?: string | null;
}

export interface AirshipComplianceRegistrationProperties {
    registration_type?: string | null;
}

export interface AirshipCustomBody {
    session_id?: string | null;
    source?: string | null;
    triggering_push?: AirshipAssociatedPush | null;
}

export interface AirshipCustomEvent extends AirshipEnvelope {
    type: "CUSTOM";
    device: AirshipEmailDevice;
}

export interface AirshipDelayBody extends AirshipCustomBody {
    name: "delay";
    properties?: AirshipEmailProperties | null;
}

export interface AirshipDelayEvent extends AirshipCustomEvent {
    body: AirshipDelayBody;
}

export interface AirshipDeliveryBody extends AirshipCustomBody {
    name: "delivery";
    properties?: AirshipEmailProperties | null;
}

export interface AirshipDeliveryEvent extends AirshipCustomEvent {
    body: AirshipDeliveryBody;
}

export interface AirshipEmailDevice {
    channel?: string | null;
    delivery_address?: string | null;
    device_type: "EMAIL";
    named_user?: string | null;
    named_user_id?: string | null;
}

export type AirshipEmailEvent = AirshipBounceEvent | AirshipClickEvent | AirshipDelayEvent | AirshipDeliveryEvent | AirshipInitialOpenEvent | AirshipInjectionEvent | AirshipOpenEvent | AirshipUnsubscribeEvent | AirshipSpamComplaintEvent | AirshipOutOfBandEvent | AirshipListUnsubscribeEvent | AirshipLinkUnsubscribeEvent;

export interface AirshipEmailEventMap {
    bounce: AirshipBounceEvent;
    click: AirshipClickEvent;
    delay: AirshipDelayEvent;
    delivery: AirshipDeliveryEvent;
    initial_open: AirshipInitialOpenEvent;
    injection: AirshipInjectionEvent;
    open: AirshipOpenEvent;
    unsubscribe: AirshipUnsubscribeEvent;
    spam_complaint: AirshipSpamComplaintEvent;
    out_of_band: AirshipOutOfBandEvent;
    list_unsubscribe: AirshipListUnsubscribeEvent;
    link_unsubscribe: AirshipLinkUnsubscribeEvent;
}

export const AirshipEmailEventName: {
    readonly Bounce: "bounce";
    readonly Click: "click";
    readonly Delay: "delay";
    readonly Delivery: "delivery";
    readonly InitialOpen: "initial_open";
    readonly Injection: "injection";
    readonly Open: "open";
    readonly Unsubscribe: "unsubscribe";
    readonly SpamComplaint: "spam_complaint";
    readonly OutOfBand: "out_of_band";
    readonly ListUnsubscribe: "list_unsubscribe";
    readonly LinkUnsubscribe: "link_unsubscribe";
};

export type AirshipEmailEventName = (typeof AirshipEmailEventName)[keyof typeof AirshipEmailEventName];

export interface AirshipEmailProperties {
    email?: string | null;
    sender?: string | null;
    subject?: string | null;
}

export interface AirshipEnvelope {
    id: string;
    offset?: string | number | null;
    occurred: string;
    processed?: string | null;
    user?: AirshipUser | null;
}

export type AirshipEvent = AirshipEmailEvent | AirshipComplianceEvent | AirshipOffsetUpdate;

export interface AirshipEventMap {
    CUSTOM: AirshipEmailEvent;
    COMPLIANCE: AirshipComplianceEvent;
    OFFSET_UPDATE: AirshipOffsetUpdate;
}

export const AirshipEventName: {
    readonly CUSTOM: "CUSTOM";
    readonly COMPLIANCE: "COMPLIANCE";
    readonly OFFSETUPDATE: "OFFSET_UPDATE";
};

export type AirshipEventName = (typeof AirshipEventName)[keyof typeof AirshipEventName];

export type AirshipFlag = boolean | string | number | null;

export interface AirshipInitialOpenBody extends AirshipCustomBody {
    name: "initial_open";
    properties?: AirshipInitialOpenProperties | null;
}

export interface AirshipInitialOpenEvent extends AirshipCustomEvent {
    body: AirshipInitialOpenBody;
}

export interface AirshipInitialOpenProperties extends AirshipEmailProperties, AirshipAgentProperties {
}

export interface AirshipInjectionBody extends AirshipCustomBody {
    name: "injection";
    properties?: AirshipEmailProperties | null;
}

export interface AirshipInjectionEvent extends AirshipCustomEvent {
    body: AirshipInjectionBody;
}

export interface AirshipLinkUnsubscribeBody extends AirshipCustomBody {
    name: "link_unsubscribe";
    properties?: AirshipLinkUnsubscribeProperties | null;
}

export interface AirshipLinkUnsubscribeEvent extends AirshipCustomEvent {
    body: AirshipLinkUnsubscribeBody;
}

export interface AirshipLinkUnsubscribeProperties extends AirshipEmailProperties {
    unsubscribe_event_type?: string | null;
}

export interface AirshipListUnsubscribeBody extends AirshipCustomBody {
    name: "list_unsubscribe";
    properties?: AirshipListUnsubscribeProperties | null;
}

export interface AirshipListUnsubscribeEvent extends AirshipCustomEvent {
    body: AirshipListUnsubscribeBody;
}

export interface AirshipListUnsubscribeProperties extends AirshipEmailProperties {
    unsubscribe_event_type?: string | null;
}

export interface AirshipOffsetUpdate {
    type: "OFFSET_UPDATE";
    offset: string | number;
    id?: string | null;
    occurred?: string | null;
    processed?: string | null;
}

export interface AirshipOpenBody extends AirshipCustomBody {
    name: "open";
    properties?: AirshipOpenProperties | null;
}

export interface AirshipOpenEvent extends AirshipCustomEvent {
    body: AirshipOpenBody;
}

export interface AirshipOpenProperties extends AirshipEmailProperties, AirshipAgentProperties {
}

export interface AirshipOutOfBandBody extends AirshipCustomBody {
    name: "out_of_band";
    properties?: AirshipOutOfBandProperties | null;
}

export interface AirshipOutOfBandEvent extends AirshipCustomEvent {
    body: AirshipOutOfBandBody;
}

export interface AirshipOutOfBandProperties extends AirshipEmailProperties {
    bounce_class?: AirshipBounceClass;
}

export interface AirshipSpamComplaintBody extends AirshipCustomBody {
    name: "spam_complaint";
    properties?: AirshipEmailProperties | null;
}

export interface AirshipSpamComplaintEvent extends AirshipCustomEvent {
    body: AirshipSpamComplaintBody;
}

export interface AirshipUnsubscribeBody extends AirshipCustomBody {
    name: "unsubscribe";
    properties?: AirshipUnsubscribeProperties | null;
}

export interface AirshipUnsubscribeEvent extends AirshipCustomEvent {
    body: AirshipUnsubscribeBody;
}

export interface AirshipUnsubscribeProperties {
    unsubscribe_event_type?: string | null;
}

export interface AirshipUser {
    contact_id?: string | null;
    named_user_id?: string | null;
}

export interface AnonymousUser {
    anonymousId: string;
    userId?: string;
}

export type BulkTrackingAdditional = {
    [k: string]: unknown;
} | [
] | null | "";

export interface BulkTrackingClick extends BulkTrackingEnvelope {
    type: "click";
    url?: string | null;
}

export interface BulkTrackingEnvelope {
    event_id: string;
    timestamp: BulkTrackingTimestamp;
    recipient?: string | null;
    message_id?: string | null;
    ip?: string | null;
    user_agent?: string | null;
    additional?: BulkTrackingAdditional;
}

export type BulkTrackingEvent = BulkTrackingClick | BulkTrackingOpen | BulkTrackingUnsubscribe;

export type BulkTrackingEventList = BulkTrackingEvent[];

export interface BulkTrackingEventMap {
    click: BulkTrackingClick;
    open: BulkTrackingOpen;
    unsubscribe: BulkTrackingUnsubscribe;
}

export const BulkTrackingEventName: {
    readonly Click: "click";
    readonly Open: "open";
    readonly Unsubscribe: "unsubscribe";
};

export type BulkTrackingEventName = (typeof BulkTrackingEventName)[keyof typeof BulkTrackingEventName];

export interface BulkTrackingOpen extends BulkTrackingEnvelope {
    type: "open";
}

export type BulkTrackingTimestamp = string | number;

export interface BulkTrackingUnsubscribe extends BulkTrackingEnvelope {
    type: "unsubscribe";
}

export interface ContextApp {
    build?: string;
    name?: string;
    namespace?: string;
    version?: string;
}

export interface ContextCampaign {
    content?: string;
    medium?: string;
    name?: string;
    source?: string;
    term?: string;
}

export interface ContextDevice {
    id?: string;
    manufacturer?: string;
    model?: string;
    name?: string;
    type?: string;
}

export interface ContextLibrary {
    name?: string;
    version?: string;
}

export interface ContextLocation {
    city?: string;
    country?: string;
    latitude?: number;
    longitude?: number;
    region?: string;
    speed?: number;
}

export interface ContextNetwork {
    bluetooth?: boolean;
    carrier?: string;
    cellular?: boolean;
    wifi?: boolean;
}

export interface ContextOs {
    name?: string;
    version?: string;
}

export interface ContextPage {
    path?: string;
    referrer?: string;
    search?: string;
    title?: string;
    url?: string;
}

export interface ContextTraits {
    email?: string;
    ip?: string;
    [k: string]: unknown;
}

export type CustomTrackCall = TrackCall & {
    event: string;
    properties: {
        [name: string]: unknown;
    };
};

export interface Delivered {
    readonly status: "delivered";
}

export type DeliveryOutcome = Delivered | Rejected | Undelivered;

export type EmailBounced = TrackCall & {
    event: "Email Bounced";
    properties: EmailProperties;
};

export type EmailDelivered = TrackCall & {
    event: "Email Delivered";
    properties: EmailProperties;
};

export type EmailLinkClicked = TrackCall & {
    event: "Email Link Clicked";
    properties: EmailLinkProperties;
};

export interface EmailLinkProperties extends EmailProperties {
    link_id?: string;
    link_url?: string;
}

export interface EmailListProperties extends EmailProperties {
    list_id?: string;
    list_name?: string;
}

export type EmailMarkedAsSpam = TrackCall & {
    event: "Email Marked as Spam";
    properties: EmailProperties;
};

export type EmailOpened = TrackCall & {
    event: "Email Opened";
    properties: EmailProperties;
};

export interface EmailProperties {
    email_id: string;
    email_subject?: string;
    campaign_id?: string;
    campaign_name?: string;
}

export interface EventContext {
    active?: boolean;
    app?: ContextApp;
    campaign?: ContextCampaign;
    channel?: "browser" | "server" | "mobile";
    device?: ContextDevice;
    groupId?: string;
    ip?: string;
    library?: ContextLibrary;
    locale?: string;
    location?: ContextLocation;
    network?: ContextNetwork;
    os?: ContextOs;
    page?: ContextPage;
    timezone?: string;
    traits?: ContextTraits | null;
    userAgent?: string;
}

export type EventMaps = readonly [
    AirshipEmailEventMap,
    AirshipComplianceEventMap,
    AirshipEventMap,
    BulkTrackingEventMap,
    SemanticEmailEventMap,
    SpecificationEmailEventMap
];

export type EventOutcome<Reason extends string = string> = Delivered | Skipped<Reason> | Unrecognized | Invalid | Rejected | Undelivered;

export type Extended<Event extends {
    readonly properties: object;
}, Properties extends object, Context = unknown> = Event & {
    properties: Properties;
    context?: Context | null;
};

export type Handlers<Event, Map = MapFor<Event>> = {
    readonly [Name in keyof Map as [
        Fitting<Event, Map[Name]>
    ] extends [
        never
    ] ? never : Name]: (event: Fitting<Event, Map[Name]>) => unknown;
};

export type Identity = KnownUser | AnonymousUser;

export type IntegrationSetting = boolean | {
    [k: string]: unknown;
};

export interface Integrations {
    [k: string]: IntegrationSetting;
}

export interface Invalid {
    readonly status: "invalid";
    readonly issues: readonly Issue[];
}

export interface Issue {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly received: string;
    readonly hint?: string;
}

export interface KnownUser {
    userId: string;
    anonymousId?: string;
}

export type MapOutcome<Event = SemanticEmailEvent, Reason extends string = string> = Mapped<Event> | Skipped<Reason> | Unrecognized | Invalid;

export interface Mapped<Event = SemanticEmailEvent> {
    readonly status: "mapped";
    readonly event: Event;
    readonly notes?: readonly Issue[];
}

export type NamedEvent = ValueOf<EventMaps[number]>;

export interface Rejected {
    readonly status: "rejected";
    readonly httpStatus?: number;
    readonly reason: string;
}

export type Result<T> = Valid<T> | Required<Unrecognized> | Invalid;

export type SemanticEmailEvent = EmailBounced | EmailDelivered | EmailLinkClicked | EmailMarkedAsSpam | EmailOpened | Unsubscribed;

export interface SemanticEmailEventMap {
    "Email Bounced": EmailBounced;
    "Email Delivered": EmailDelivered;
    "Email Link Clicked": EmailLinkClicked;
    "Email Marked as Spam": EmailMarkedAsSpam;
    "Email Opened": EmailOpened;
    Unsubscribed: Unsubscribed;
    "Email Unsubscribed": Unsubscribed;
}

export const SemanticEmailEventName: {
    readonly EmailBounced: "Email Bounced";
    readonly EmailDelivered: "Email Delivered";
    readonly EmailLinkClicked: "Email Link Clicked";
    readonly EmailMarkedAsSpam: "Email Marked as Spam";
    readonly EmailOpened: "Email Opened";
    readonly Unsubscribed: "Unsubscribed";
    readonly EmailUnsubscribed: "Email Unsubscribed";
};

export type SemanticEmailEventName = (typeof SemanticEmailEventName)[keyof typeof SemanticEmailEventName];

export interface Skipped<Reason extends string = string> {
    readonly status: "skipped";
    readonly reason: Reason;
    readonly notes?: readonly Issue[];
}

export type SomeHandlers<Event> = Partial<Handlers<Event>> & {
    readonly otherwise: (event: Event) => unknown;
};

export interface SpecificationAnonymousUser {
    anonymous_id: string;
    user_id?: string;
}

export type SpecificationCall = SpecificationIdentity & {
    action: "track";
    message_id?: string;
    timestamp?: string;
    context?: SpecificationContext | null;
    integrations?: Integrations | null;
};

export interface SpecificationContext extends EventContext {
    user_agent?: string;
}

export type SpecificationEmailBounced = SpecificationCall & {
    event: "Email Bounced";
    properties: EmailProperties;
};

export type SpecificationEmailDelivered = SpecificationCall & {
    event: "Email Delivered";
    properties: EmailProperties;
};

export type SpecificationEmailEvent = SpecificationEmailBounced | SpecificationEmailDelivered | SpecificationEmailLinkClicked | SpecificationEmailMarkedAsSpam | SpecificationEmailOpened | SpecificationUnsubscribed;

export interface SpecificationEmailEventMap {
    "Email Bounced": SpecificationEmailBounced;
    "Email Delivered": SpecificationEmailDelivered;
    "Email Link Clicked": SpecificationEmailLinkClicked;
    "Email Marked as Spam": SpecificationEmailMarkedAsSpam;
    "Email Opened": SpecificationEmailOpened;
    Unsubscribed: SpecificationUnsubscribed;
    "Email Unsubscribed": SpecificationUnsubscribed;
}

export const SpecificationEmailEventName: {
    readonly EmailBounced: "Email Bounced";
    readonly EmailDelivered: "Email Delivered";
    readonly EmailLinkClicked: "Email Link Clicked";
    readonly EmailMarkedAsSpam: "Email Marked as Spam";
    readonly EmailOpened: "Email Opened";
    readonly Unsubscribed: "Unsubscribed";
    readonly EmailUnsubscribed: "Email Unsubscribed";
};

export type SpecificationEmailEventName = (typeof SpecificationEmailEventName)[keyof typeof SpecificationEmailEventName];

export type SpecificationEmailLinkClicked = SpecificationCall & {
    event: "Email Link Clicked";
    properties: EmailLinkProperties;
};

export type SpecificationEmailMarkedAsSpam = SpecificationCall & {
    event: "Email Marked as Spam";
    properties: EmailProperties;
};

export type SpecificationEmailOpened = SpecificationCall & {
    event: "Email Opened";
    properties: EmailProperties;
};

export type SpecificationIdentity = SpecificationKnownUser | SpecificationAnonymousUser;

export interface SpecificationKnownUser {
    user_id: string;
    anonymous_id?: string;
}

export type SpecificationUnsubscribed = SpecificationCall & {
    event: "Unsubscribed" | "Email Unsubscribed";
    properties: EmailListProperties;
};

export type TrackCall = Identity & {
    type: "track";
    messageId?: string;
    timestamp?: string;
    sentAt?: string;
    context?: EventContext | null;
    integrations?: Integrations | null;
};

export interface Undelivered {
    readonly status: "undelivered";
    readonly reason: string;
}

export interface Unrecognized {
    readonly status: "unrecognized";
    readonly name: string;
    readonly issues?: readonly Issue[];
}

export type Unsubscribed = TrackCall & {
    event: "Unsubscribed" | "Email Unsubscribed";
    properties: EmailListProperties;
};

export interface Valid<T> {
    readonly status: "valid";
    readonly value: T;
    readonly notes?: readonly Issue[];
}

export const airshipComplianceEventNames: readonly AirshipComplianceEventName[];

export const airshipComplianceEventTag: readonly [
    "body",
    "event_type"
];

export const airshipEmailEventNames: readonly AirshipEmailEventName[];

export const airshipEmailEventTag: readonly [
    "body",
    "name"
];

export const airshipEventNames: readonly AirshipEventName[];

export const airshipEventTag: readonly [
    "type"
];

export const bulkTrackingEventNames: readonly BulkTrackingEventName[];

export const bulkTrackingEventTag: readonly [
    "type"
];

export const eventUnions: readonly {
    readonly tag: readonly string[];
    readonly names: readonly string[];
}[];

export const match: <Event extends NamedEvent, Given extends Handlers<Event> | SomeHandlers<Event>>(event: Event, handlers: Given & Only<Given, keyof Handlers<Event> | "otherwise">) => Answer<Given>;

export const normalize: (event: SemanticEmailEvent | SpecificationEmailEvent) => SemanticEmailEvent;

export const semanticEmailEventNames: readonly SemanticEmailEventName[];

export const semanticEmailEventTag: readonly [
    "event"
];

export const specificationEmailEventNames: readonly SpecificationEmailEventName[];

export const specificationEmailEventTag: readonly [
    "event"
];

export const toIdentity: (userId: string | undefined, anonymousId: string | undefined) => Identity | undefined;

type MapFor<Event, All extends readonly unknown[] = EventMaps> = All extends readonly [
    infer First,
    ...infer Others
] ? [
    Event
] extends [
    ValueOf<First>
] ? First : MapFor<Event, Others> : never;

type Answer<Given> = ValueOf<{
    [Name in keyof Given]: Given[Name] extends (...args: never[]) => infer Result ? Result : never;
}>;

type Fitting<Event, Type> = Event extends Type ? Event : never;

type Only<Given, Known extends PropertyKey> = {
    readonly [Name in keyof Given]: Name extends Known ? unknown : never;
};

type ValueOf<Map> = Map extends unknown ? Map[keyof Map] : never;
