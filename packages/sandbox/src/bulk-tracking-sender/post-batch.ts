import { type Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { maxTimerMs } from "../option-rules.ts";
import type { EncodedBatch } from "./encode-batch.ts";
import type { SenderFault, SenderSettings } from "./sender-options.ts";

/** What came back for a request; without a status where nothing did. */
export interface Answer {
  readonly status?: number;
  /** The server's `Retry-After`, in ms. */
  readonly retryAfterMs?: number;
}

const toAnswer = ({ statusCode, headers }: IncomingMessage): Answer => {
  const seconds = Number(headers["retry-after"]);
  return {
    ...(statusCode !== undefined && { status: statusCode }),
    // A longer timer, such as for a Unix time in place of a delay, would fire at once.
    ...(seconds >= 0 && { retryAfterMs: Math.min(seconds * 1000, maxTimerMs) }),
  };
};

/** Sends half of a body, and closes the connection. */
const cut = (outgoing: ClientRequest, body: Buffer, fault: "cut-fin" | "cut-rst"): void => {
  outgoing.write(body.subarray(0, body.length >> 1), () => {
    if (fault === "cut-rst") outgoing.socket?.resetAndDestroy();
    else outgoing.socket?.end();
  });
};

/** What one request needs beyond its batch. */
export interface RequestContext {
  readonly agent: Agent;
  readonly fault: SenderFault | undefined;
  readonly signal: AbortSignal;
}

/** Posts a batch once. Resolves whatever happens; to no status where the connection failed or `fault` cut it. */
export const postBatch = (
  { url, headers }: Pick<SenderSettings, "url" | "headers">,
  batch: EncodedBatch,
  { agent, fault, signal }: RequestContext,
): Promise<Answer> =>
  new Promise((resolve) => {
    let answer: Answer = {};
    const outgoing = request(url, { method: "POST", agent, headers: { ...headers, ...batch.headers }, signal });
    outgoing.once("response", (incoming) => {
      incoming.resume().once("end", () => {
        if (fault !== "lost-answer") answer = toAnswer(incoming);
      });
    });
    outgoing.once("error", () => undefined);
    outgoing.once("close", () => resolve(answer));
    if (fault === "cut-fin" || fault === "cut-rst") cut(outgoing, batch.body, fault);
    else outgoing.end(batch.body);
  });
