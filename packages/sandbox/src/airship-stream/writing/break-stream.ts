import type { ServerResponse } from "node:http";
import type { StreamEncoder } from "./stream-encoder.ts";
import type { StreamBreak } from "../stream-fault.ts";
import type { StreamOutput } from "./stream-output.ts";

/** What is broken. */
export interface BreakableStream {
  readonly response: ServerResponse;
  readonly output: StreamOutput;
  readonly encoder: StreamEncoder;
  /** The line that would come next; absent where there is none yet. */
  readonly nextLine: Buffer | undefined;
}

/** Breaks that end the connection, and how; all others complete the answer. */
const leave: Readonly<Partial<Record<StreamBreak, (response: ServerResponse) => void>>> = {
  fin: ({ socket }) => void socket?.end(),
  truncate: ({ socket }) => void socket?.end(),
  reset: ({ socket }) => void socket?.resetAndDestroy(),
};

/** Breaks in the middle of the bytes, not only of the line. */
const cutsBytes: readonly StreamBreak[] = ["fin", "reset"];

const unknownEvent = Buffer.from('{"type":"CUSTOM","id":"');

/** Bytes that are neither events nor gzip. */
const damage = Buffer.alloc(64, 0xff);

const firstHalf = (bytes: Buffer): Buffer => bytes.subarray(0, Math.ceil(bytes.length / 2));

/** Breaks a stream; resolves once its answer is ended, or its connection closed. */
export const breakStream = async (
  how: Exclude<StreamBreak, "stall">,
  { response, output, encoder, nextLine = unknownEvent }: BreakableStream,
): Promise<void> => {
  if (how === "damage") {
    await output.send(damage);
    return void response.end();
  }
  if (how !== "end") {
    const bytes = await encoder.encode(firstHalf(nextLine));
    await output.send(cutsBytes.includes(how) ? firstHalf(bytes) : bytes);
  }
  const go = leave[how];
  if (go === undefined) return void response.end(await encoder.finish());
  // What was written is on its way first.
  response.write("", () => go(response));
  return output.closed();
};
