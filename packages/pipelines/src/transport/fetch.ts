import {
  maxAnswerBytes,
  toNetworkCause,
  toRequestOutcome,
  type RequestOutcome,
  type Transport,
  type TransportRequest,
} from "./transport.ts";

/** As much of an answer as came, and as is of use: a truncated one still has its status. */
const readAnswer = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length > maxAnswerBytes) await reader.cancel();
    }
  } catch {}
  return text;
};

/** A transport over `fetch`, for browsers, workers, Deno and Bun; `fetchImpl` stands in for the global one. */
export const createFetchTransport = (fetchImpl: typeof fetch = (...args) => fetch(...args)): Transport => ({
  async send({ url, headers, body, signal }: TransportRequest): Promise<RequestOutcome> {
    try {
      const response = await fetchImpl(url, { method: "POST", headers, body, signal, redirect: "manual" });
      if (response.ok) {
        // The status says it all, and an unread body would hold the connection.
        response.body?.cancel().catch(() => {});
        return { status: "accepted" };
      }
      const answer = response.body ? await readAnswer(response.body) : "";
      // A browser hides the status of a redirect it was told not to follow.
      const status = response.type === "opaqueredirect" ? 302 : response.status;
      return toRequestOutcome(status, response.headers.get("retry-after"), answer);
    } catch (error) {
      return { status: "retryable", cause: toNetworkCause(error) };
    }
  },
});
