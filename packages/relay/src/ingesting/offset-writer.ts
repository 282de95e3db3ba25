import type { OffsetPlace, Queue } from "../queue/queue.ts";
import type { Persist } from "./persist.ts";

/** Puts the offset of a place, one at a time; of those that come meanwhile, only the last. */
export interface OffsetWriter {
  readonly put: (offset: string) => void;
  /** Resolves once the last one is put, or given up. */
  readonly idle: () => Promise<void>;
}

/** What an offset is put with. */
export interface OffsetWriterParts {
  readonly queue: Pick<Queue, "putOffset">;
  readonly place: OffsetPlace;
  readonly persist: Persist;
  /** Called after each that was put. */
  readonly onPut: () => void;
  /** Called with what isn't transient, such as that another process has the place. */
  readonly onFatal: (error: unknown) => void;
}

/** Creates the writer of a place. */
export const createOffsetWriter = ({ queue, place, persist, onPut, onFatal }: OffsetWriterParts): OffsetWriter => {
  let wanted: string | undefined;
  let running: Promise<void> | undefined;
  let isOver = false;

  const end = (): void => {
    isOver = true;
    wanted = undefined;
  };
  const run = async (): Promise<void> => {
    while (wanted !== undefined) {
      const offset = wanted;
      wanted = undefined;
      if (await persist(() => queue.putOffset(place, offset))) onPut();
      else end();
    }
    running = undefined;
  };
  const fail = (error: unknown): void => {
    end();
    running = undefined;
    onFatal(error);
  };
  return {
    put: (offset) => {
      if (isOver) return;
      wanted = offset;
      running ??= run().catch(fail);
    },
    idle: async () => {
      await running;
    },
  };
};
