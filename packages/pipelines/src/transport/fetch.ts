import {
  maxAnswerBytes,
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
    while (text.length < maxAnswerBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {}
  return text;
};

/** A transport over `fetch`, for browsers, workers, Deno and Bun; `fetchImpl` stands in for the global one. */
export const createFetchTransport = (fetchImpl = fetch): Transport => ({
  async send({ url, ...request }: TransportRequest): Promise<RequestOutcome> {
    const response = await fetchImpl(url, { ...request, method: "POST", redirect: "manual" });
    let answer = "";
    // The status says it all when it is good, and an unread body would hold the connection.
    if (response.ok) response.body?.cancel().catch(() => {});
    else if (response.body) answer = await readAnswer(response.body);
    // A browser hides the status of a redirect it was told not to follow.
    const status = response.type === "opaqueredirect" ? 302 : response.status;
    return toRequestOutcome(status, response.headers.get("retry-after"), answer);
  },
});
