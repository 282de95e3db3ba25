import { createHash } from "node:crypto";
import type { Reject } from "../queue/queue.ts";
import { toReject } from "./handle-chunk.ts";

/** An event that is too large, or the head that was kept of it. */
export interface LargeEvent {
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

const headBytes = 1_000;

/** Returns the outcome of an event that is too large. */
export const tooLarge = ({ sizeBytes }: LargeEvent, maxBytes: number) =>
  ({
    status: "invalid",
    issues: [
      {
        pointer: "",
        code: "too_large",
        expected: `an event of at most ${maxBytes} bytes`,
        received: `${sizeBytes} bytes`,
      },
    ],
  }) as const;

/** Returns the head of an event that is too large, for an operator. Its id is a hash of its size and its kept bytes. */
export const toLargeReject = (index: number, event: LargeEvent, maxBytes: number): Reject => {
  const { sizeBytes, bytes } = event;
  const head = Buffer.from(bytes.subarray(0, headBytes));
  const id = createHash("sha256").update(`${sizeBytes}:`).update(bytes).digest("hex");
  return toReject(index, { kind: "too-large", line: 0, sizeBytes, head }, tooLarge(event, maxBytes), id);
};
