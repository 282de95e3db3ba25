import type { RelayedEvent } from "../judging/step.ts";
import { generateAirshipEvents } from "@email-events/sandbox";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";
import { relay } from "../relaying/relay.ts";
import type { RelayOptions } from "../relaying/relay-options.ts";
import type { Report } from "../report/report.ts";
import type { SetAside } from "../report/set-aside.ts";

/** Yields a text as UTF-8, in chunks. */
export async function* bytesOf(text: string, chunkBytes = 1_000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

/** A destination that takes one event after the other, and tells what became of each, in any order. */
export type SendEach = (events: AsyncIterable<RelayedEvent>) => AsyncIterable<SendOutcome<RelayedEvent>>;

/** Sends the events of chunks one after the other, as what they are written as. */
export const oneByOne = (send: SendEach): RelayOptions["sendChunks"] =>
  async function* (chunks) {
    const outgoing = new Map<RelayedEvent, OutgoingEvent>();
    async function* each(): AsyncGenerator<RelayedEvent> {
      for await (const chunk of chunks) {
        for (const one of chunk) {
          const event = one.toJSON();
          outgoing.set(event, one);
          yield event;
        }
      }
    }
    for await (const outcome of send(each())) {
      const event = outgoing.get(outcome.event);
      if (event !== undefined) yield [{ ...outcome, event }];
    }
  };

/** Sends to a destination that accepts everything. */
const acceptAll: SendEach = async function* (events) {
  for await (const event of events) yield { status: "delivered", event };
};

/** The sum of all outcomes, which must equal `received`. */
export const sum = (report: Report): number =>
  report.delivered +
  Object.values(report.skipped).reduce((total, count) => total + count, 0) +
  report.unrecognized +
  report.invalid +
  report.rejected +
  report.undelivered;

/** Relays a text, and collects the events that are set aside. */
export const run = async (
  text: string,
  { send = acceptAll, ...options }: Partial<RelayOptions> & { readonly send?: SendEach } = {},
) => {
  const aside: SetAside[] = [];
  const onSetAside = (entry: SetAside): void => void aside.push(entry);
  const result = await relay({ source: bytesOf(text), sendChunks: oneByOne(send), onSetAside, ...options });
  return { ...result, aside };
};

/** Airship events, many of which are mapped. */
export const events = [...generateAirshipEvents({ seed: 11, count: 400 })];
/** A click among them. */
export const click = events.find((event) => event.type === "CUSTOM" && event.body.name === "click");
/** A line with a click. */
export const clickLine = JSON.stringify(click);
