import type { AirshipEvent } from "@email-events/core";
import { createRandom } from "../../create-random.ts";
import { generateAirshipEvents } from "../../vocabularies/airship.ts";
import type { EventLog } from "./event-log.ts";
import { toSerial, type OffsetForm } from "./offset.ts";

/** Where the events of the log come from. */
export interface EventSupply {
  /** Adds events, with repetitions of some later on. */
  readonly push: (events: Iterable<object | string>) => readonly string[];
  /** Makes some more events for a reader that has read all; returns whether there were any. */
  readonly demand: () => boolean;
  /**
   * Makes events up to that of an offset, where it is one of those that will be made: a sandbox that was started again with
   * the same seed is where a reader left it.
   */
  readonly reach: (offset: string) => void;
  /** How many repetitions were added. */
  readonly duplicates: () => number;
  readonly close: () => void;
}

/** Which events to make, and how fast. */
export interface SupplyOptions {
  readonly seed: number;
  readonly count: number;
  readonly offsets: OffsetForm;
  /** Events a second, whether they are read or not; by default as many as are read. */
  readonly rate: number | undefined;
  /** The share of events that come once more. */
  readonly duplicates: number;
  /** Whether a reader is so far behind that more events would expire before it reads them. */
  readonly isBehind: () => boolean;
  /** Called when there are more events. */
  readonly onMore: () => void;
}

const batchEvents = 100;
const tickMs = 20;
/** A repetition comes after so many events at most. */
const maxDistance = 20;

/** The same event as Airship repeats it: processed anew. */
const repeat = (event: object): object => {
  const { processed }: { readonly processed?: unknown } = event;
  const ms = typeof processed === "string" ? Date.parse(processed) : Number.NaN;
  return Number.isNaN(ms) ? event : { ...event, processed: new Date(ms + 1_000).toISOString() };
};

/** An OFFSET_UPDATE stands for no event: the stream writes those that are due itself. */
function* eventsOnly(events: Iterable<AirshipEvent>): Generator<AirshipEvent, void, undefined> {
  for (const event of events) if (event.type !== "OFFSET_UPDATE") yield event;
}

/** Adds events to the log: generated ones, at a rate or as they are read, and those that are pushed. */
export const createEventSupply = (log: EventLog, options: SupplyOptions): EventSupply => {
  const random = createRandom(options.seed);
  // OFFSET_UPDATEs are left out, so more are made than are counted.
  const generated = eventsOnly(generateAirshipEvents({ seed: options.seed, count: Number.MAX_SAFE_INTEGER }));
  const repetitions: { readonly event: object; distance: number }[] = [];
  const counts = { made: 0, duplicates: 0 };

  const add = (event: object | string): string => {
    const { offset } = log.append(event);
    if (typeof event === "object" && random.chance(options.duplicates)) {
      repetitions.push({ event, distance: 1 + random.below(maxDistance) });
    }
    return offset;
  };
  const addDue = (isEnd: boolean): void => {
    for (let index = repetitions.length - 1; index >= 0; index -= 1) {
      const one = repetitions[index];
      if (one === undefined || ((one.distance -= 1) > 0 && !isEnd)) continue;
      repetitions.splice(index, 1);
      log.append(repeat(one.event));
      counts.duplicates += 1;
    }
  };
  const make = (most: number): boolean => {
    const due = Math.min(most, options.count - counts.made);
    for (let round = 0; round < due; round += 1) {
      const next = generated.next();
      if (next.done === true) break;
      counts.made += 1;
      addDue(false);
      add(next.value);
    }
    if (due > 0 && counts.made === options.count) addDue(true);
    if (due > 0) options.onMore();
    return due > 0;
  };

  const startedAt = performance.now();
  const { rate } = options;
  const makeDue = (): void => {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * (rate ?? 0)) - counts.made;
    if (due > 0) make(due);
  };
  const timer = rate === undefined ? undefined : setInterval(makeDue, tickMs);
  return {
    push: (events) => {
      const offsets: string[] = [];
      for (const event of events) {
        addDue(false);
        offsets.push(add(event));
      }
      addDue(true);
      options.onMore();
      return offsets;
    },
    reach: (offset) => {
      const serial = toSerial(offset, options.offsets) ?? 0;
      // Each event may come twice.
      if (serial < 2 * options.count) while (log.end() <= serial && make(batchEvents));
    },
    demand: () => rate === undefined && !options.isBehind() && make(batchEvents),
    duplicates: () => counts.duplicates,
    close: () => clearInterval(timer),
  };
};
