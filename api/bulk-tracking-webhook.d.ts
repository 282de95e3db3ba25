// What @email-events/bulk-tracking-webhook exports. Written by `pnpm api:update`.

export interface BodyReader {
    readonly read: () => Promise<{
        readonly done: false;
        readonly value: Uint8Array;
    } | {
        readonly done: true;
        readonly value?: unknown;
    }>;
    readonly cancel: () => Promise<unknown>;
}

export interface ItemIssue {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly received: string;
}

export interface ParsedItem {
    readonly status: "parsed";
    readonly index: number;
    readonly bytes: Uint8Array;
    readonly value: Readonly<Record<string, unknown>>;
}

export interface RequestHeaders {
    readonly get: (name: string) => string | null;
}

export interface SetAsideItem {
    readonly index: number;
    readonly status: "invalid" | "unrecognized";
    readonly issues: readonly ItemIssue[];
}

export interface UnreadableItem {
    readonly status: "invalid";
    readonly index: number;
    readonly bytes: Uint8Array;
    readonly issues: readonly ItemIssue[];
}

export interface WebhookAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

export interface WebhookAuth {
    readonly secret: string | readonly string[];
    readonly username?: string | undefined;
    readonly header?: string | undefined;
}

export class WebhookBusyError extends Error {
    readonly name = "WebhookBusyError";
    readonly retryAfterSeconds: number;
    constructor(retryAfterSeconds: number);
}

export type WebhookHandler = (request: Request) => Promise<Response>;

export type WebhookItem = ParsedItem | UnreadableItem;

export interface WebhookOptions {
    readonly auth: WebhookAuth | "none";
    readonly accept: (items: readonly WebhookItem[]) => Promise<readonly SetAsideItem[] | void>;
    readonly maxBodyBytes?: number | undefined;
    readonly maxItems?: number | undefined;
    readonly maxInFlight?: number | undefined;
    readonly onError?: ((error: unknown) => unknown) | undefined;
}

export type WebhookReceiver = (request: WebhookRequest) => Promise<WebhookAnswer>;

export interface WebhookRequest {
    readonly method: string;
    readonly headers: RequestHeaders;
    readonly body: {
        readonly getReader: () => BodyReader;
        readonly locked?: boolean;
    } | null;
    readonly bodyUsed?: boolean;
    readonly signal: {
        readonly aborted: boolean;
    };
}

export const createWebhookHandler: (options: WebhookOptions) => WebhookHandler;

export const createWebhookReceiver: (options: WebhookOptions) => WebhookReceiver;
