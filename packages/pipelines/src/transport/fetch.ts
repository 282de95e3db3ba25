import {
  maxAnswerBytes,
  maxAnswerMs,
  toRequestOutcome,
  type RequestOutcome,
  type Transport,
  type TransportRequest,
} from "./transport.ts";

/** What is used of a `Response`. Test doubles may have no more than a status. */
type Answer = Pick<Response, "ok" | "status" | "type"> & {
  readonly headers?: Partial<Pick<Headers, "get">>;
  readonly body?: Response["body"];
};

/**
 * The part of an answer's body that arrives in time, up to a maximum. Nothing of a body that the caller's `fetch` has read,
 * or that is of another kind, such as a stream of Node: the answer still has its status.
 */
const readAnswer = async (body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> => {
  const decoder = new TextDecoder();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let text = "";
  // An unread rest would block the connection.
  const stop = (): void => void reader?.cancel().catch(() => {});
  const timer = setTimeout(stop, maxAnswerMs);
  try {
    reader = body.getReader();
    while (text.length < maxBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {}
  clearTimeout(timer);
  stop();
  return text;
};

/** A transport over `fetch`, for browsers, workers, Deno and Bun; `fetchImpl` replaces the global one. */
export const createFetchTransport = (
  // Not `typeof fetch`: an implementation is always called in this way, and needn't take a `Request` or have more members.
  // Not `fetch` itself, which a test may replace after the client was created.
  fetchImpl: (url: URL, init: RequestInit) => Promise<Response> = (url, init) => fetch(url, init),
): Transport => ({
  async send({ url, ...request }: TransportRequest): Promise<RequestOutcome> {
    const given = { ...request, method: "POST", redirect: "manual" } as const;
    const { headers, body, ok, type, status }: Answer = await fetchImpl(url, given);
    // A 2xx needs no body.
    const answer = body ? await readAnswer(body, ok ? 0 : maxAnswerBytes) : "";
    const header = (name: string) => headers?.get?.(name);
    // A browser hides the status of a redirect that isn't followed.
    return toRequestOutcome(type === "opaqueredirect" ? 302 : status, header("retry-after"), answer, header("date"));
  },
});
