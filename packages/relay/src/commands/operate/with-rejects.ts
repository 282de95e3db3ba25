import type { ValuesOf } from "@email-events/cli";
import type { Page, PageOptions, SetAsideEvent, SetAsideSummary } from "@email-events/store";
import type { CommandIo } from "../../terminal.ts";
import { inPlace, withQueueOperator, type placeInputs } from "./with-queue.ts";
import { withState } from "./with-state.ts";

/** Which events are listed. */
export type RejectsOptions = PageOptions & { readonly status?: string };

/** The events that are set aside, in a state or in a queue. */
export interface Rejects {
  readonly list: (options?: RejectsOptions) => Promise<Page<SetAsideSummary>>;
  readonly show: (number: number) => Promise<SetAsideEvent | undefined>;
  /**
   * Has events tried again, and returns how many of them there are.
   *
   * @param onHeadsOnly - Called with the number of events that can't be, because only their head is kept.
   */
  readonly retry: (numbers: readonly number[], onHeadsOnly: (count: number) => void) => Promise<number>;
  /** Forgets events, and returns how many of them there were. */
  readonly drop: (numbers: readonly number[]) => Promise<number>;
  /** Says what becomes of events that are tried again. */
  readonly formatRetry: (events: string) => string;
}

const inQueue = (events: string): string =>
  `Published ${events} again: a running deliver process tries them now, another one when it starts.`;
const inState = (events: string): string =>
  `Marked ${events}: a process that runs retries them now, another one when it starts.`;

/** Opens the events that are set aside in the place that the options name. */
export const withRejects = async (
  place: ValuesOf<typeof placeInputs>,
  io: CommandIo,
  work: (rejects: Rejects) => Promise<number>,
): Promise<number> =>
  inPlace(place, io, {
    queue: () =>
      withQueueOperator(place, io, (queue) =>
        work({
          ...queue,
          retry: async (numbers, onHeadsOnly) => {
            const { published, headsOnly } = await queue.retry(numbers);
            onHeadsOnly(headsOnly);
            return published;
          },
          formatRetry: inQueue,
        }),
      ),
    state: (path) =>
      withState(path, io, (state) =>
        work({
          list: async (options) => state.list(options),
          show: async (number) => state.show(number),
          retry: async (numbers) => state.retry(numbers),
          drop: async (numbers) => state.drop(numbers),
          formatRetry: inState,
        }),
      ),
  });
