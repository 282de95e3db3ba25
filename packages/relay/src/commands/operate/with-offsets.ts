import type { StoredOffset } from "@email-events/store";
import { UsageError } from "@email-events/cli";
import { quote } from "../../terminal/quote.ts";
import type { CommandIo } from "../../terminal.ts";
import { findStatePath, withQueue, type Place } from "./with-queue.ts";
import { withState } from "./with-state.ts";

/** Where a source continues; of a queue, each of its partitions. */
export interface KeptOffset extends StoredOffset {
  readonly partition?: number;
  readonly partitions?: number | undefined;
}

/** The offsets in a state or in a queue. */
export interface Offsets {
  readonly list: () => Promise<readonly KeptOffset[]>;
  /** Sets where a source continues; in a queue, one of its partitions. */
  readonly set: (source: string, offset: string, partition: number | undefined) => Promise<void>;
  /** Forgets the offset of a source, of all its partitions. Returns whether there was one. */
  readonly forget: (source: string) => Promise<boolean>;
  /** Whether a source may get its first offset here. */
  readonly takesNew: boolean;
}

const notInState = (): UsageError =>
  new UsageError("--partition requires --nats: a state has one offset of each source");

/** Opens the offsets in the place that the options name. */
export const withOffsets = (
  place: Place,
  io: CommandIo,
  work: (offsets: Offsets) => Promise<number>,
): Promise<number> => {
  const path = findStatePath(place);
  if (path === undefined) {
    return withQueue(place, io, (queue) =>
      work({
        list: async () =>
          (await queue.offsets()).flatMap(({ offset, ...one }) => (offset === undefined ? [] : [{ ...one, offset }])),
        set: async (source, offset, partition = 0) => queue.setOffset({ source, partition }, offset),
        forget: queue.forgetOffsets,
        takesNew: false,
      }),
    );
  }
  return withState(path, io, (state) =>
    work({
      list: async () => state.offsets(),
      set: async (source, offset, partition) => {
        if (partition !== undefined) throw notInState();
        state.setOffset(source, offset);
      },
      forget: async (source) => state.forgetOffset(source),
      takesNew: true,
    }),
  );
};

/** Names a source, with its partition where it has several. */
export const nameOf = (source: string, partition?: number, partitions?: number): string =>
  partition === undefined || partitions === 1
    ? quote(source)
    : `${quote(source)} ${partition}${partitions === undefined ? "" : `/${partitions}`}`;
