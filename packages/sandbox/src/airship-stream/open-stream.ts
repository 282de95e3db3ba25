import type { ServerResponse } from "node:http";
import type { EventLog } from "./event-log.ts";
import { createStreamEncoder } from "./stream-encoder.ts";
import type { StreamBreak } from "./stream-fault.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { StreamPlace } from "./stream-request.ts";

/** A stream that is being written. */
export interface OpenStream {
  /** The serial of the event that is looked at next. */
  readonly place: () => number;
  /** Whether it still sends events: it isn't stalled, and its reader hasn't left. */
  readonly isServed: () => boolean;
  /** Goes on where it waits for events. */
  readonly wake: () => void;
  /** Writes a keep-alive as soon as it may. */
  readonly keepAlive: () => void;
  /** Breaks it now. */
  readonly interrupt: (how: StreamBreak) => void;
}

/** What a stream is written from, and how. */
export interface StreamPlan {
  readonly response: ServerResponse;
  readonly place: StreamPlace;
  readonly isGzip: boolean;
  /** How it ends, after so many events of this stream. */
  readonly break: { readonly how: StreamBreak; readonly afterEvents: number } | undefined;
  /** Asks for more events; whether there are some. */
  readonly demand: () => boolean;
}

const batchBytes = 65_536;
const announcedBytes = 1_000_000_000_000;

/** How a connection is left; what isn't named ends the answer in good order. */
const leave: Readonly<Partial<Record<StreamBreak, (response: ServerResponse) => void>>> = {
  fin: ({ socket }) => void socket?.end(),
  truncate: ({ socket }) => void socket?.end(),
  reset: ({ socket }) => void socket?.resetAndDestroy(),
};

/** Breaks in the middle of the bytes, not only of the line. */
const cutsBytes: readonly StreamBreak[] = ["fin", "reset"];

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const unknownEvent = Buffer.from('{"type":"CUSTOM","id":"');

/** Writes a stream until its reader leaves, or it breaks. */
export const openStream = (
  { response, place, isGzip, break: planned, demand }: StreamPlan,
  log: EventLog,
  record: StreamRecord,
): { readonly stream: OpenStream; readonly done: Promise<void> } => {
  const encoder = createStreamEncoder(isGzip);
  let serial = place.from;
  let written = 0;
  let keepAlivesDue = 0;
  let interruption: StreamBreak | undefined;
  let isStalled = false;
  // One promise that all waits shared would keep each of them for as long as the stream lives.
  let wake = (): void => undefined;
  const woken = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const isLeft = (): boolean => response.destroyed || response.writableEnded;
  response.on("drain", () => wake());
  response.once("close", () => wake());

  const send = async (bytes: Buffer): Promise<void> => {
    if (isLeft() || bytes.length === 0 || response.write(bytes)) return;
    while (!isLeft() && response.writableNeedDrain) await woken();
  };
  const left = async (): Promise<void> => {
    while (!response.closed && !response.destroyed) await woken();
  };

  /** The next lines, at most up to where the stream is to break. */
  const nextLines = (): { readonly bytes: Buffer; readonly events: number } => {
    const lines: Buffer[] = [];
    let [size, events] = [0, 0];
    for (let entry = log.at(serial); entry !== undefined && size < batchBytes; entry = log.at(serial)) {
      if (written + events === planned?.afterEvents) break;
      serial += 1;
      if (!place.isSelected(entry)) continue;
      lines.push(entry.line);
      size += entry.line.length;
      events += 1;
    }
    return { bytes: Buffer.concat(lines, size), events };
  };

  const sendKeepAlive = async (): Promise<void> => {
    keepAlivesDue = 0;
    const last = log.at(serial - 1);
    const isUpdate = place.sendsOffsetUpdates && last !== undefined;
    record.wrote(isUpdate ? "offsetUpdates" : "keepAlives", 1);
    await send(
      await encoder.encode(
        Buffer.from(isUpdate ? `{"type":"OFFSET_UPDATE","offset":${JSON.stringify(last.offset)}}\n` : "\n"),
      ),
    );
  };

  const breakNow = async (how: StreamBreak): Promise<void> => {
    record.broke(how);
    if (how === "stall") {
      isStalled = true;
      return left();
    }
    if (how === "damage") await send(Buffer.alloc(64, 0xff));
    else if (how !== "end") {
      const line = log.at(serial)?.line ?? unknownEvent;
      const bytes = await encoder.encode(line.subarray(0, Math.ceil(line.length / 2)));
      await send(cutsBytes.includes(how) ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes);
    }
    const go = leave[how];
    if (go === undefined) return void response.end(how === "damage" ? undefined : await encoder.finish());
    // What was written is on its way first.
    response.write("", () => go(response));
    return left();
  };

  const write = async (): Promise<void> => {
    while (!isLeft()) {
      const how = interruption ?? (planned?.afterEvents === written ? planned.how : undefined);
      if (how !== undefined) return breakNow(how);
      if (serial < log.first()) return void response.end(await encoder.finish());
      const { bytes, events } = nextLines();
      if (events > 0) {
        await send(await encoder.encode(bytes));
        written += events;
        record.wrote("events", events);
        // A reader as fast as this would keep timers and other requests waiting for as long as there are events.
        await nextTurn();
      } else if (keepAlivesDue > 0) await sendKeepAlive();
      else if (serial >= log.end() && !demand()) await woken();
    }
  };

  const stream: OpenStream = {
    place: () => serial,
    isServed: () => !isStalled && !isLeft(),
    wake: () => wake(),
    keepAlive: () => {
      keepAlivesDue += 1;
      wake();
    },
    interrupt: (how) => {
      interruption = how;
      wake();
    },
  };
  response.writeHead(200, {
    "content-type": "application/vnd.urbanairship+x-ndjson;version=3;charset=utf-8",
    ...(isGzip && { "content-encoding": "gzip" }),
    ...(planned?.how === "truncate" && { "content-length": announcedBytes }),
  });
  response.flushHeaders();
  return { stream, done: write().finally(() => encoder.destroy()) };
};
