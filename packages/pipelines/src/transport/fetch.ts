import {
  maxAnswerBytes,
  maxAnswerMs,
  toRequestOutcome,
  type RequestOutcome,
  type Transport,
  type TransportRequest,
} from "./transport.ts";

/** The part of an answer's body that arrives in time, up to a maximum. A truncated answer still has its status. */
const readAnswer = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  const stop = (): void => void reader.cancel().catch(() => {});
  const timer = setTimeout(stop, maxAnswerMs);
  try {
    while (text.length < maxAnswerBytes) {
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
  fetchImpl: (url: URL, init: RequestInit) => Promise<Response> = fetch,
): Transport => ({
  async send({ url, ...request }: TransportRequest): Promise<RequestOutcome> {
    const response = await fetchImpl(url, { ...request, method: "POST", redirect: "manual" });
    const { headers, body, ok, type } = response;
    let answer = "";
    // A 2xx needs no body, and an unread body would block the connection.
    if (ok) body?.cancel().catch(() => {});
    else if (body) answer = await readAnswer(body);
    // A browser hides the status of a redirect that isn't followed.
    const status = type === "opaqueredirect" ? 302 : response.status;
    return toRequestOutcome(status, headers.get("retry-after"), answer, headers.get("date"));
  },
});
