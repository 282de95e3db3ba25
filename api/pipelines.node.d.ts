// What @email-events/pipelines/node exports. Written by `pnpm api:update`.

export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

export const createNodeTransport: (env?: ProxyEnvironment) => Transport;

type RequestOutcome = {
    readonly status: "accepted";
} | {
    readonly status: "retryable";
    readonly retryAfterMs?: number | undefined;
    readonly cause: string;
    readonly isUnsent?: boolean | undefined;
} | {
    readonly status: "rejected";
    readonly httpStatus: number;
    readonly body: string;
};

interface Transport {
    send(request: TransportRequest): Promise<RequestOutcome>;
    check?(origin: URL): void;
    close?(): void;
}

interface TransportRequest {
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly signal: AbortSignal;
}
