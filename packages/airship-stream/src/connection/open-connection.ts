// Not as namespaces, which never have what a test puts in the place of `request`.
import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import type { Clock } from "../clock.ts";
import { decodeBody } from "./decode-body.ts";
import type { StreamRequest } from "./request.ts";

/** One request and its response, with back-pressure. */
export interface Connection {
  /** Resolves to the head of the answer; `undefined` where none came. */
  readonly answer: () => Promise<http.IncomingMessage | undefined>;
  /** Resolves to all bytes that have come since the last time, decoded, or to the next ones; `undefined` at the end. */
  readonly read: () => Promise<Buffer | undefined>;
  /** Why it ended, in words that can be logged. */
  readonly reason: () => string;
  readonly close: (reason: string) => void;
}

/** What a connection depends on. */
export interface Surroundings {
  readonly clock: Clock;
  /** The longest silence while the caller reads. */
  readonly idleTimeoutMs: number;
  /** Closes the connection. Not aborted yet. */
  readonly signal: AbortSignal;
}

/**
 * Node gives each address of a host, but the last, 250 ms to connect. If the last can't be reached, as with IPv6 in many
 * networks, a server that is further away couldn't be reached either.
 */
const connectMs = 1_000;

/** The most that is buffered for a busy reader; then the response is paused. */
const maxHeldBytes = 262_144;

/** Codes for a certificate of an authority that Node doesn't know: a private one, or that of a proxy that inspects TLS. */
const untrusted = /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)/;

/** The code alone, and what to do about it: messages of the system name hosts and ports. */
const toReason = (error: Error): string => {
  const code = "code" in error ? String(error.code) : error.name;
  const advice = untrusted.test(code) ? ": set NODE_EXTRA_CA_CERTS to a file with its certificate authority" : "";
  return `connection failed: ${code}${advice}`;
};

/** Bytes between the server and the reader. */
interface Intake {
  parts: Buffer[];
  sizeBytes: number;
  response?: http.IncomingMessage;
  body?: Readable;
  reason?: string;
  isEnded: boolean;
  wake: () => void;
}

/** Passes the events of a response to the intake. */
const receive = (intake: Intake, response: http.IncomingMessage, end: (reason: string) => void): void => {
  // The response's own error is the reason, not what the decoder reports: the decoder sees only that the data ends.
  response.on("error", (error) => (intake.reason ??= toReason(error)));
  response.on("data", () => intake.wake());
  const body = decodeBody(response);
  body.on("data", (part: Buffer) => {
    intake.parts.push(part);
    intake.sizeBytes += part.length;
    if (intake.sizeBytes >= maxHeldBytes) body.pause();
    intake.wake();
  });
  body.once("end", () => end("the server ended the stream"));
  body.on("error", (error) => end(toReason(error)));
  body.once("close", () => end("connection closed"));
  intake.response = response;
  intake.body = body;
  intake.wake();
};

const takeBytes = (intake: Intake): Buffer | undefined => {
  const { parts, sizeBytes, body } = intake;
  const [first] = parts;
  if (first === undefined) return undefined;
  intake.parts = [];
  intake.sizeBytes = 0;
  if (body?.isPaused() === true) body.resume();
  return parts.length === 1 ? first : Buffer.concat(parts, sizeBytes);
};

/**
 * Posts a request over a connection of its own.
 *
 * The idle timeout runs only while the reader waits: while the reader is busy, back-pressure keeps the server from sending.
 */
export const openConnection = (
  { url, headers, body }: StreamRequest,
  { clock, idleTimeoutMs, signal }: Surroundings,
): Connection => {
  const intake: Intake = { parts: [], sizeBytes: 0, isEnded: false, wake: () => undefined };
  const open = url.protocol === "https:" ? https.request : http.request;
  const options = { method: "POST", headers, agent: false, autoSelectFamilyAttemptTimeout: connectMs } as const;
  const request = open(url, options);

  const end = (reason: string): void => {
    if (intake.isEnded) return;
    intake.isEnded = true;
    intake.reason ??= reason;
    signal.removeEventListener("abort", abort);
    intake.wake();
  };
  const close = (reason: string): void => {
    end(reason);
    request.destroy();
    intake.body?.destroy();
  };
  const abort = (): void => close("aborted");

  request.once("response", (response) => receive(intake, response, end));
  // Errors after the answer's head are those of the answer.
  request.on("error", (error) => {
    if (intake.response === undefined) end(toReason(error));
  });
  request.once("close", () => {
    if (intake.response === undefined) end("connection closed");
  });
  signal.addEventListener("abort", abort);
  request.end(body);

  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(idleTimeoutMs, () => close(`no byte came for ${idleTimeoutMs} ms`));
      intake.wake = () => {
        intake.wake = () => undefined;
        cancel();
        resolve();
      };
    });
  return {
    answer: async () => {
      while (intake.response === undefined && !intake.isEnded) await wait();
      return intake.response;
    },
    read: async () => {
      while (intake.sizeBytes === 0 && !intake.isEnded) await wait();
      // After an abort nothing more is returned.
      return signal.aborted ? undefined : takeBytes(intake);
    },
    reason: () => intake.reason ?? "connection closed",
    close,
  };
};
