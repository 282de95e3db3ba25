import { printableJson } from "@email-events/core/mapping";
import type { RequestLog } from "./request-log.ts";

const heartbeatMs = 15_000;

/** How many requests are taken from the log at once. */
const most = 100;

/** How long requests are gathered before they are sent together: each part that is sent costs a browser more than a request. */
const gatherMs = 30;

const toMessage = (event: string, data: unknown, id: number): string =>
  `id: ${id}\nevent: ${event}\ndata: ${printableJson(data)}\n\n`;

/** The next messages of a reader, and where it goes on. */
interface Next {
  readonly text: string;
  readonly after: number;
  readonly clears: number;
  /** Whether there can be more at once. */
  readonly isFull: boolean;
}

const next = (log: RequestLog, { after, clears }: Pick<Next, "after" | "clears">): Next => {
  const { last, omitted, requests } = log.read(after, most);
  const isCleared = log.clears() !== clears;
  const texts = [
    ...(isCleared ? [toMessage("reset", {}, after)] : []),
    ...(omitted > 0 && !isCleared ? [toMessage("omitted", { count: omitted }, after + omitted)] : []),
    ...requests.map((request) => toMessage("request", request, request.number)),
  ];
  return {
    text: texts.join(""),
    after: requests.at(-1)?.number ?? (omitted > 0 ? last : after),
    clears: log.clears(),
    isFull: requests.length === most,
  };
};

/**
 * Returns the requests after a number as server-sent events: `run` at the start, `request`, `omitted` with the count of
 * those that aren't kept any more, and `reset`. The first after a pause is sent at once, those that follow it together. A
 * slow reader takes nothing but its place in the log.
 *
 * @param signal - Ends the stream.
 */
export const streamRequests = (log: RequestLog, from: number, signal: AbortSignal): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  // A number of another run of the sandbox is above the last one of this run.
  let place: Pick<Next, "after" | "clears"> = { after: from > log.read(0, 0).last ? 0 : from, clears: log.clears() };
  let isBehind = false;
  let sentMs = -Infinity;
  let onChange = (): void => undefined;
  let onStop = (): void => undefined;
  const stops: (() => void)[] = [];
  const stop = (): void => {
    for (const one of stops.splice(0)) one();
    onStop();
  };
  /** Waits for some time, or less: until the stream stops or, where asked for, until the log changes. */
  const pause = (ms: number, { isEndedByChange }: { readonly isEndedByChange: boolean }): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        onChange = onStop = () => undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      onStop = end;
      if (isEndedByChange) onChange = end;
    });
  const gather = async (): Promise<void> => {
    const leftMs = sentMs + gatherMs - performance.now();
    if (leftMs > 0 && !isBehind && !signal.aborted) await pause(leftMs, { isEndedByChange: false });
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        stops.push(log.subscribe(() => onChange()));
        signal.addEventListener("abort", stop, { once: true });
        stops.push(() => signal.removeEventListener("abort", stop));
        controller.enqueue(encoder.encode(`event: run\ndata: ${printableJson({ run: log.run })}\n\n`));
      },
      pull: async (controller) => {
        await gather();
        let found = next(log, place);
        if (found.text === "" && !signal.aborted) {
          await pause(heartbeatMs, { isEndedByChange: true });
          found = next(log, place);
        }
        if (signal.aborted) return controller.close();
        place = found;
        isBehind = found.isFull;
        sentMs = performance.now();
        controller.enqueue(encoder.encode(found.text === "" ? ": still here\n\n" : found.text));
      },
      cancel: stop,
    },
    { highWaterMark: 1 },
  );
};
