import { pause, toDelay } from "./back-off.ts";
import type { StreamChunk } from "./chunk.ts";
import { connect, type Transient } from "./connection/connect.ts";
import type { Connection } from "./connection/open-connection.ts";
import { createChunkReader } from "./reading/chunk-reader.ts";
import type { Settings } from "./settings.ts";

/** The last offset, and the number of failures in a row since then. */
interface Progress {
  offset: string | undefined;
  failures: number;
}

/** Reads one connection to its end. */
async function* readConnection(
  connection: Connection,
  { maxLineBytes, onState }: Settings,
  progress: Progress,
): AsyncGenerator<StreamChunk, Transient, undefined> {
  const reader = createChunkReader(progress.offset, maxLineBytes);
  let isReceiving = false;
  try {
    for (let bytes = await connection.read(); bytes !== undefined; bytes = await connection.read()) {
      if (!isReceiving) onState({ status: "receiving" });
      isReceiving = true;
      const chunk = reader.push(bytes);
      if (chunk === undefined) continue;
      // Only a new offset is progress: a server that repeats the same one is in trouble.
      if (chunk.offset !== progress.offset) progress.failures = 0;
      progress.offset = chunk.offset;
      yield chunk;
    }
  } finally {
    connection.close("closed by the reader");
  }
  return { status: "transient", reason: connection.reason(), retryAfterMs: 0 };
}

/**
 * Reads the stream over one connection after the other, until the server refuses it or the signal aborts.
 *
 * @throws AirshipStreamError when the server refuses it; TypeError when the token function returns what can't be a token.
 */
export async function* readStream(
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<StreamChunk, void, undefined> {
  const { clock, random, onState } = settings;
  const progress: Progress = { offset: settings.resumeOffset, failures: 0 };
  let reason = "the caller ended the stream";
  try {
    while (!signal.aborted) {
      onState({ status: "connecting", attempt: progress.failures + 1 });
      const opening = await connect(settings, progress.offset, signal);
      if (signal.aborted) break;
      if (opening.status === "refused") {
        reason = opening.error.message;
        throw opening.error;
      }
      if (opening.status === "open") onState({ status: "open" });
      const problem =
        opening.status === "open" ? yield* readConnection(opening.connection, settings, progress) : opening;
      if (signal.aborted) break;
      const delayMs = toDelay(progress.failures, random(), problem.retryAfterMs);
      onState({ status: "waiting", attempt: progress.failures + 1, delayMs, reason: problem.reason });
      progress.failures += 1;
      await pause(clock, delayMs, signal);
    }
  } finally {
    onState({ status: "stopped", reason });
  }
}
