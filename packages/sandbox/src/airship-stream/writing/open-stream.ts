import type { ServerResponse } from "node:http";
import { breakStream } from "./break-stream.ts";
import type { EventLog } from "../events/event-log.ts";
import { createStreamEncoder } from "./stream-encoder.ts";
import type { StreamBreak } from "../stream-fault.ts";
import { createStreamOutput } from "./stream-output.ts";
import type { StreamRecord } from "../stream-record.ts";
import type { StreamPlace } from "../stream-request.ts";

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

/** Lines of about so many bytes are written together. */
const batchBytes = 65_536;

/** The length that an answer announces which is cut off: more than any stream of a test has. */
const announcedBytes = 1_000_000_000_000;

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

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
  const output = createStreamOutput(response);
  const { isLeft, send, wake } = output;

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
    const line = isUpdate ? `{"type":"OFFSET_UPDATE","offset":${JSON.stringify(last.offset)}}\n` : "\n";
    await send(await encoder.encode(Buffer.from(line)));
  };

  const write = async (): Promise<void> => {
    while (!isLeft()) {
      const how = interruption ?? (planned?.afterEvents === written ? planned.how : undefined);
      if (how === "stall") {
        if (!isStalled) record.broke(how);
        isStalled = true;
        // Until the reader leaves, or the stream is broken in another way.
        await output.woken();
        continue;
      }
      if (how !== undefined) {
        record.broke(how);
        return breakStream(how, { response, output, encoder, nextLine: log.at(serial)?.line });
      }
      if (serial < log.first()) return void response.end(await encoder.finish());
      const { bytes, events } = nextLines();
      if (events > 0) {
        await send(await encoder.encode(bytes));
        written += events;
        record.wrote("events", events);
        // A reader as fast as this would keep timers and other requests waiting for as long as there are events.
        await nextTurn();
      } else if (keepAlivesDue > 0) await sendKeepAlive();
      else if (serial >= log.end() && !demand()) await output.woken();
    }
  };

  const stream: OpenStream = {
    place: () => serial,
    isServed: () => !isStalled && !isLeft(),
    wake,
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
