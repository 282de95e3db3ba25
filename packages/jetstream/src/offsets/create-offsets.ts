import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import type { OffsetPlace } from "../queue.ts";
import type { Names } from "../wire/names.ts";
import { readLast, writeAfter } from "./offset-log.ts";
import { formatSource, formatRecord, operatorHolder, parseSource, parseRecord } from "./record.ts";

/** Reads and puts offsets; a place has one holder at a time. */
export interface Offsets {
  readonly claim: (place: OffsetPlace) => Promise<string | undefined>;
  readonly put: (place: OffsetPlace, offset: string) => Promise<void>;
}

/** What this process knows of a place that it has taken over. */
interface Claim {
  sequence: number;
  /** Ends when the put before has ended. */
  last: Promise<unknown>;
}

const placeName = ({ source, partition, partitions }: OffsetPlace): string =>
  `partition ${partition}/${partitions} of ${source}`;

const otherPartitions = (place: OffsetPlace, found: number | undefined): QueueError =>
  new QueueError(
    "foreign",
    `${place.source} is divided into ${found ?? "an unknown number of"} partitions, not ${place.partitions}: stop all that read it, let the queue drain, forget its offsets with email-events offset forget, and start from the earliest event.`,
  );

const otherIdentity = ({ source }: OffsetPlace, others: readonly string[]): QueueError =>
  new QueueError(
    "foreign",
    `The queue holds an offset of ${source} that belongs to another ${others.join(" and ")}: use another prefix; or stop all that read it, let the queue drain, and forget its offsets with email-events offset forget.`,
  );

const takenOver = (place: OffsetPlace, holder: string): QueueError =>
  new QueueError(
    "fenced",
    holder === operatorHolder
      ? `An operator has set the offset of ${placeName(place)}: restart to read from there.`
      : `${holder} has taken over ${placeName(place)}: only one process may read it.`,
  );

const forgotten = (place: OffsetPlace): QueueError =>
  new QueueError("fenced", `The offset of ${placeName(place)} was forgotten: restart to read from the beginning.`);

/** Maximum number of attempts to take over a partition. An attempt fails if another process wrote its offset meanwhile. */
const maxTries = 20;

/** Creates the offsets of a queue for one holder, whose name is unique. */
export const createOffsets = (connection: Connection, names: Names, holder: string): Offsets => {
  const claims = new Map<string, Claim>();

  /** Compares partitions and identity with those that the source's first reader stored; that one stores them here. */
  const checkSource = async (place: OffsetPlace): Promise<void> => {
    const { source, partitions, identity = {} } = place;
    const subject = names.offsetSubject(source, "partitions");
    let { text } = await readLast(connection, names, subject);
    if (text === undefined) {
      const written = await writeAfter(connection, names, subject, formatSource({ partitions, identity }), 0);
      if ("sequence" in written) return;
      // Another process was first; what it says counts.
      ({ text } = written.other);
    }
    const found = parseSource(text ?? "");
    if (found.partitions !== partitions) throw otherPartitions(place, found.partitions);
    const others = Object.keys(identity).filter((name) => (found.identity[name] ?? identity[name]) !== identity[name]);
    if (others.length > 0) throw otherIdentity(place, others);
  };

  const toRecord = (offset: string | undefined): string => formatRecord({ holder, offset, storedAt: Date.now() });

  const take = async (place: OffsetPlace, subject: string): Promise<string | undefined> => {
    let last = await readLast(connection, names, subject);
    for (let tries = 0; tries < maxTries; tries++) {
      const { offset } = last.text === undefined ? {} : parseRecord(last.text);
      const written = await writeAfter(connection, names, subject, toRecord(offset), last.sequence);
      if ("sequence" in written) {
        claims.set(subject, { sequence: written.sequence, last: Promise.resolve() });
        return offset;
      }
      last = written.other;
    }
    throw takenOver(place, "Another process");
  };

  const write = async (place: OffsetPlace, subject: string, claim: Claim, offset: string): Promise<void> => {
    for (;;) {
      const written = await writeAfter(connection, names, subject, toRecord(offset), claim.sequence);
      if ("sequence" in written) {
        claim.sequence = written.sequence;
        return;
      }
      const { sequence, text } = written.other;
      if (text === undefined) throw forgotten(place);
      const record = parseRecord(text);
      if (record.holder !== holder) throw takenOver(place, record.holder);
      // The last message is this process's own: its confirmation was lost, or, after a power cut, it is an older one.
      claim.sequence = sequence;
    }
  };

  return {
    claim: async (place) => {
      await checkSource(place);
      return take(place, names.offsetSubject(place.source, place.partition));
    },
    put: async (place, offset) => {
      // Another value would be stored, and read as none: the source would begin again.
      if (typeof offset !== "string") throw new TypeError("An offset must be a string.");
      const subject = names.offsetSubject(place.source, place.partition);
      const claim = claims.get(subject);
      if (claim === undefined) throw new TypeError(`The offset of ${placeName(place)} must be read before one is put.`);
      const put = claim.last.then(() => write(place, subject, claim, offset));
      claim.last = put.catch(() => undefined);
      await put;
    },
  };
};
