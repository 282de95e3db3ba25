import { hashId } from "./hash-id.ts";
import { toOffset, toSerial, type OffsetForm } from "./offset.ts";

/** One line of the stream, and what it is selected by. */
export interface LogEntry {
  readonly serial: number;
  readonly offset: string;
  /** Hash of the event's id, by which subsets are selected; of the whole line for a text. */
  readonly idHash: number;
  /** In upper case; empty for a text, and for an event without a type. */
  readonly type: string;
  readonly deviceType: string;
  /** In UTF-8, with its line feed. A buffer, because a hundred thousand strings would slow the garbage collector. */
  readonly line: Buffer;
}

/** How much is kept; of more, the oldest events expire. */
export interface Retention {
  readonly maxEvents: number;
  /** Of lines in UTF-8. */
  readonly maxBytes: number;
}

/** The events of the stream, in memory that doesn't grow with their number. */
export interface EventLog {
  /**
   * Adds an event, which gets the next offset.
   *
   * @param event - A text is taken for a line as it is, with whatever offset it holds or doesn't.
   */
  readonly append: (event: object | string) => LogEntry;
  readonly at: (serial: number) => LogEntry | undefined;
  /** The oldest that is kept. */
  readonly first: () => number;
  /** That of the next event. */
  readonly end: () => number;
  /** Whether every event behind an offset is still kept; the serial of the first of these, or why not. */
  readonly after: (offset: string) => number | "expired" | "unknown";
  /** Lets all events but the last `keep` expire. */
  readonly expire: (keep: number) => void;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What an event is selected by, of any type. */
interface Selectors {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly device?: unknown;
}

const deviceTypeOf = (device: unknown): string => {
  if (typeof device !== "object" || device === null) return "";
  const { device_type }: { readonly device_type?: unknown } = device;
  return textOf(device_type).toUpperCase();
};

const toLine = (text: string): Buffer => Buffer.from(`${text}\n`);

const toEntry = (event: object | string, serial: number, form: OffsetForm): LogEntry => {
  const offset = toOffset(serial, form);
  if (typeof event === "string")
    return { serial, offset, idHash: hashId(event), type: "", deviceType: "", line: toLine(event) };
  const { id, type, device }: Selectors = event;
  return {
    serial,
    offset,
    idHash: hashId(textOf(id)),
    type: textOf(type).toUpperCase(),
    deviceType: deviceTypeOf(device),
    line: toLine(JSON.stringify({ ...event, offset })),
  };
};

/** Makes an empty log. */
export const createEventLog = ({ maxEvents, maxBytes }: Retention, form: OffsetForm): EventLog => {
  const entries = new Map<number, LogEntry>();
  let first = 0;
  let end = 0;
  let keptBytes = 0;

  const dropFirst = (): void => {
    keptBytes -= entries.get(first)?.line.length ?? 0;
    entries.delete(first);
    first += 1;
  };
  const isOver = (): boolean => entries.size > maxEvents || (entries.size > 1 && keptBytes > maxBytes);
  return {
    append: (event) => {
      const entry = toEntry(event, end, form);
      entries.set(end, entry);
      end += 1;
      keptBytes += entry.line.length;
      while (isOver()) dropFirst();
      return entry;
    },
    at: (serial) => entries.get(serial),
    first: () => first,
    end: () => end,
    after: (offset) => {
      const serial = toSerial(offset, form);
      if (serial === undefined || serial >= end) return "unknown";
      return serial + 1 < first ? "expired" : serial + 1;
    },
    expire: (keep) => {
      while (entries.size > keep) dropFirst();
    },
  };
};
