import type { StreamChunk } from "../chunk.ts";
import { createAirshipStream } from "../create-airship-stream.ts";
import { parseItem } from "../parse-item.ts";
import type { AirshipStreamOptions } from "../stream-options.ts";
import type { StreamState } from "../stream-state.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

/** Options that a test sets; the others have values that stand still. */
export type ReaderOptions = Partial<Omit<AirshipStreamOptions, "onState" | "clock" | "region">> & {
  readonly endpoint: string;
  /** Whether the time of a back-off passes at once; true by default. */
  readonly skipsPauses?: boolean;
};

/** A stream on a clock of its own, and what it told. */
export interface Reader {
  readonly clock: FakeClock;
  readonly states: readonly StreamState[];
  readonly chunks: AsyncIterator<StreamChunk>;
  /** Reads until that many items have come, or the stream ends; returns their values, or reasons. */
  readonly take: (count: number) => Promise<readonly unknown[]>;
  /** Resolves once the stream was in that state so many times. */
  readonly reached: (status: StreamState["status"], times?: number) => Promise<StreamState>;
  readonly offset: () => string | undefined;
  /** Delays before attempts, in ms. */
  readonly delays: () => readonly number[];
}

/** Starts a reader with half of each jitter, which doesn't wait. */
export const createReader = ({ skipsPauses = true, ...options }: ReaderOptions): Reader => {
  const clock = createFakeClock();
  const states: StreamState[] = [];
  const waiting = new Set<() => void>();
  const onState = (state: StreamState): void => {
    states.push(state);
    for (const wake of waiting) wake();
    if (state.status === "waiting" && skipsPauses) setImmediate(() => clock.advance(state.delayMs));
  };
  const given = { appKey: "app-key-1", random: () => 0.5, ...options };
  const secret = given.stream === "compliance" ? {} : { token: "token-of-the-test" };
  const start = given.resumeOffset === undefined ? { start: "EARLIEST" } : {};
  // What a test leaves out is there now; what it sets against the types is refused, as it should be.
  const all = { ...secret, ...start, ...given, onState, clock } as AirshipStreamOptions;
  const chunks = createAirshipStream(all)[Symbol.asyncIterator]();
  let offset: string | undefined;

  const take = async (count: number): Promise<readonly unknown[]> => {
    const values: unknown[] = [];
    while (values.length < count) {
      const next = await chunks.next();
      if (next.done === true) break;
      offset = next.value.offset;
      for (const item of next.value.items) {
        const parsed = parseItem(item);
        values.push(parsed.status === "valid" ? parsed.value : parsed.reason);
      }
    }
    return values;
  };
  const reached = (status: StreamState["status"], times = 1): Promise<StreamState> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = states.filter((state) => state.status === status)[times - 1];
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const delays = () => states.flatMap((state) => (state.status === "waiting" ? [state.delayMs] : []));
  return { clock, states, chunks, take, reached, offset: () => offset, delays };
};
