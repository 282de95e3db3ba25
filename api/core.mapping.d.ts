// What @email-events/core/mapping exports. Written by `pnpm api:update`.

export type CustomIdentify<Event> = (event: Event) => Identifiers | null | undefined;

export interface Identifiers {
    readonly userId?: string | null | undefined;
    readonly anonymousId?: string | null | undefined;
}

export type Identify<Event> = (event: Event, person: Person) => Identity | undefined;

export type MappedTrackCall<Name extends string, Properties> = TrackCall & {
    event: Name;
    messageId: string;
    timestamp: string;
    context: EventContext;
    properties: Properties;
};

export type Mapper<Event, Call = SemanticEmailEvent, Reason extends string = string> = (event: Event) => MapOutcome<Call, Reason>;

export type MapperTable<EventMap, Call = SemanticEmailEvent, Reason extends string = string> = {
    readonly [Name in keyof EventMap]: Mapper<EventMap[Name], Call, Reason>;
};

export interface Mapping<Event> {
    readonly vocabulary: string;
    readonly looksLike: (event: Readonly<Record<string, unknown>>) => boolean;
    readonly options: OptionForms;
    readonly createMapper: (options: object) => Mapper<Event, SemanticEmailEvent | CustomTrackCall>;
}

export interface Message<Properties = MessageProperties> {
    readonly identity: Identity;
    readonly messageId: string;
    readonly timestamp: string;
    readonly context: EventContext;
    readonly properties: Properties;
    readonly notes?: readonly Issue[];
}

export interface MessageProperties extends EmailProperties {
    recipient?: string;
}

export type OptionForm = {
    readonly kind: "choice";
    readonly choices: readonly [
        string,
        ...string[]
    ];
    readonly orFunction?: true;
} | {
    readonly kind: "text";
} | {
    readonly kind: "custom-event";
} | {
    readonly kind: "flag";
} | {
    readonly kind: "list";
} | {
    readonly kind: "function";
} | {
    readonly kind: "group";
    readonly options: OptionForms;
};

export type OptionForms = Readonly<Record<string, OptionForm>>;

export interface Person {
    readonly userId?: string | undefined;
    readonly anonymousId?: string | undefined;
    readonly recipient?: string | undefined;
}

export type ReadMessage<Event, Properties = MessageProperties, Reason extends string = string> = (event: Event) => Message<Properties> | Skipped<Reason> | Invalid;

export interface TimeRange {
    readonly fromMs: number;
    readonly toMs: number;
}

export type ToCall<Event, Call, Properties = MessageProperties> = (event: Event, message: Message<Properties>) => Call;

export const buildIdentity: (userId: string | undefined, anonymousId: string | undefined) => Identity | undefined;

export const checkOptions: (where: string, given: unknown, known: readonly string[]) => void;

export const chooseIdentify: <Event, Name extends string>(given: Name | CustomIdentify<Event> | undefined, names: readonly [
    Name,
    ...Name[]
], ways: {
    readonly [N in Name]: Identify<Event>;
}) => Identify<Event>;

export const chooseOption: <T extends string>(option: string, given: T | undefined, choices: readonly [
    T,
    ...T[]
], alternative?: string) => T;

export const closest: (word: string, known: readonly string[]) => string | undefined;

export const describeValue: (value: unknown) => string;

export const didYouMean: (word: string, known: readonly string[]) => string;

export const fillRecipient: ({ context, properties }: Pick<Message, "context" | "properties">, recipient: string | undefined) => void;

export const hasName: (tag: readonly string[], names: readonly string[]) => (event: Readonly<Record<string, unknown>>) => boolean;

export const holdsAddress: (text: string) => boolean;

export const identifier: (value: unknown) => string | undefined;

export const identifyBy: <Event>(identity: CustomIdentify<Event>) => Identify<Event>;

export const mapByName: <EventMap, Call = SemanticEmailEvent, Reason extends string = string>(nameOf: (event: EventMap[keyof EventMap]) => keyof EventMap, table: MapperTable<EventMap, Call, Reason>, recognizes?: (event: EventMap[keyof EventMap]) => boolean) => Mapper<EventMap[keyof EventMap], Call, Reason>;

export const mapMany: <Event, Outcome>(events: readonly Event[], mapEvent: (event: Event) => Outcome) => readonly Outcome[];

export const mapMessage: <Event, Properties, Reason extends string>(read: ReadMessage<Event, Properties, Reason>) => <Kind, Call>(toCall: ToCall<Kind, Call, Properties>) => Mapper<Event & Kind, Call, Reason>;

export const milliseconds: (value: unknown, { fromMs, toMs }?: TimeRange) => number | undefined;

export const millisecondsIssue: (pointer: string, value: unknown, range?: TimeRange) => Issue;

export const pointerTo: (above: string, name: string | number) => string;

export const presentObject: <T extends object>(value: T | null | undefined) => T | undefined;

export const printable: (text: string, maxChars?: number) => string;

export const printableJson: (value: unknown) => string;

export const recipientAddress: (value: unknown) => string | undefined;

export const redact: (text: string, maxChars?: number) => string;

export const skip: <Reason extends string>(reason: Reason) => (() => Skipped<Reason>);

export const text: (value: unknown) => string | undefined;

export const thirteenDigits: TimeRange;

export const toIso: (ms: number) => string;

export const toLine: (text: string, maxChars?: number) => string;

export const toTrackCall: <Name extends string, Properties>({ identity, messageId, timestamp, context }: Message<unknown>, name: Name, properties: Properties) => MappedTrackCall<Name, Properties>;

export const unless: <Event, Call, Reason extends string>(holds: (event: Event) => boolean, reason: Reason, map: Mapper<Event, Call, Reason>) => Mapper<Event, Call, Reason>;

interface AnonymousUser {
    anonymousId: string;
    userId?: string;
}

interface ContextApp {
    build?: string;
    name?: string;
    namespace?: string;
    version?: string;
}

interface ContextCampaign {
    content?: string;
    medium?: string;
    name?: string;
    source?: string;
    term?: string;
}

interface ContextDevice {
    id?: string;
    manufacturer?: string;
    model?: string;
    name?: string;
    type?: string;
}

interface ContextLibrary {
    name?: string;
    version?: string;
}

interface ContextLocation {
    city?: string;
    country?: string;
    latitude?: number;
    longitude?: number;
    region?: string;
    speed?: number;
}

interface ContextNetwork {
    bluetooth?: boolean;
    carrier?: string;
    cellular?: boolean;
    wifi?: boolean;
}

interface ContextOs {
    name?: string;
    version?: string;
}

interface ContextPage {
    path?: string;
    referrer?: string;
    search?: string;
    title?: string;
    url?: string;
}

interface ContextTraits {
    email?: string;
    ip?: string;
    [k: string]: unknown;
}

type CustomTrackCall = TrackCall & {
    event: string;
    properties: {
        [name: string]: unknown;
    };
};

type EmailBounced = TrackCall & {
    event: "Email Bounced";
    properties: EmailProperties;
};

type EmailDelivered = TrackCall & {
    event: "Email Delivered";
    properties: EmailProperties;
};

type EmailLinkClicked = TrackCall & {
    event: "Email Link Clicked";
    properties: EmailLinkProperties;
};

interface EmailLinkProperties extends EmailProperties {
    link_id?: string;
    link_url?: string;
}

interface EmailListProperties extends EmailProperties {
    list_id?: string;
    list_name?: string;
}

type EmailMarkedAsSpam = TrackCall & {
    event: "Email Marked as Spam";
    properties: EmailProperties;
};

type EmailOpened = TrackCall & {
    event: "Email Opened";
    properties: EmailProperties;
};

interface EmailProperties {
    email_id: string;
    email_subject?: string;
    campaign_id?: string;
    campaign_name?: string;
}

type MapOutcome<Event = SemanticEmailEvent, Reason extends string = string> = Mapped<Event> | Skipped<Reason> | Unrecognized | Invalid;

interface Mapped<Event = SemanticEmailEvent> {
    readonly status: "mapped";
    readonly event: Event;
    readonly notes?: readonly Issue[];
}

interface EventContext {
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

type Identity = KnownUser | AnonymousUser;

type IntegrationSetting = boolean | {
    [k: string]: unknown;
};

interface Integrations {
    [k: string]: IntegrationSetting;
}

interface Invalid {
    readonly status: "invalid";
    readonly issues: readonly Issue[];
}

interface Issue {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly received: string;
    readonly hint?: string;
}

interface KnownUser {
    userId: string;
    anonymousId?: string;
}

interface Skipped<Reason extends string = string> {
    readonly status: "skipped";
    readonly reason: Reason;
    readonly notes?: readonly Issue[];
}

type SemanticEmailEvent = EmailBounced | EmailDelivered | EmailLinkClicked | EmailMarkedAsSpam | EmailOpened | Unsubscribed;

type TrackCall = Identity & {
    type: "track";
    messageId?: string;
    timestamp?: string;
    sentAt?: string;
    context?: EventContext | null;
    integrations?: Integrations | null;
};

interface Unrecognized {
    readonly status: "unrecognized";
    readonly name: string;
    readonly issues?: readonly Issue[];
}

type Unsubscribed = TrackCall & {
    event: "Unsubscribed" | "Email Unsubscribed";
    properties: EmailListProperties;
};
