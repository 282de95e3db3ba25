import type { RequestOutcome, Transport, TransportRequest } from "../transport/transport.ts";

/** One request of a fake transport. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly calls: readonly Readonly<Record<string, unknown>>[];
  readonly at: number;
}

type Answer = (seen: SeenRequest, signal: AbortSignal, nth: number) => RequestOutcome | Promise<RequestOutcome>;

export interface FakeTransport extends Transport {
  readonly seen: readonly SeenRequest[];
  readonly inFlight: number;
  readonly maxInFlight: number;
}

export const accepted: RequestOutcome = { status: "accepted" };
export const unavailable: RequestOutcome = { status: "retryable", cause: "HTTP 503" };
export const rejected = (httpStatus: number, body = ""): RequestOutcome => ({ status: "rejected", httpStatus, body });
export const never = (): Promise<RequestOutcome> => new Promise(() => {});

/** Parses the calls in the body of a batch or of a single call. */
export const toCalls = (text: string): readonly Readonly<Record<string, unknown>>[] => {
  const body: { readonly batch?: Record<string, unknown>[] } & Record<string, unknown> = JSON.parse(text);
  return body.batch ?? [body];
};

/** A transport with given answers, which records its requests. */
export const createFakeTransport = (answer: Answer = () => accepted, now: () => number = () => 0): FakeTransport => {
  const seen: SeenRequest[] = [];
  let inFlight = 0;
  let maxInFlight = 0;
  return {
    async send({ url, headers, body, signal }: TransportRequest) {
      const text = Buffer.from(body).toString("utf8");
      const request = { path: url.pathname, headers, text, calls: toCalls(text), at: now() };
      seen.push(request);
      inFlight += 1;
      maxInFlight = Math.max(maxInFlight, inFlight);
      try {
        return await answer(request, signal, seen.length);
      } finally {
        inFlight -= 1;
      }
    },
    seen,
    get inFlight() {
      return inFlight;
    },
    get maxInFlight() {
      return maxInFlight;
    },
  };
};
