import {
  choice,
  defineCommand,
  flag,
  number,
  repeated,
  required,
  UsageError,
  value,
  withDefault,
} from "@email-events/cli";
import { createBulkTrackingSender } from "../bulk-tracking-sender/create-bulk-tracking-sender.ts";
import { parseSenderUrl, senderFaults, type SentRequest } from "../bulk-tracking-sender/sender-options.ts";
import type { CommandIo } from "../io.ts";
import type { Terminal } from "../terminal.ts";
import { generateBulkTrackingEvents } from "../vocabularies/bulk-tracking.ts";
import { inOrder } from "./in-order.ts";

const urlForm = "an http URL on 127.0.0.1 or localhost";

/** The address isn't repeated in an error: it may hold credentials. */
const url = required({
  ...value("URL", "where the webhook listens", (written, { name }) => {
    if (parseSenderUrl(written) !== undefined) return written;
    throw new UsageError(`${name} must be ${urlForm}`);
  }),
  expected: urlForm,
});

const secret = value("SECRET", "secret, sent as Authorization: Bearer; none by default", (written, { name }) => {
  // What a header can hold; anything else was pasted with something around it.
  if (/^[\x21-\x7e]+$/.test(written)) return written;
  throw new UsageError(`${name} must be visible ASCII characters without blanks`);
});

/** Prints why a batch isn't confirmed, once until that changes. */
const createWatcher = (terminal: Terminal, signal: AbortSignal) => {
  let last: number | undefined = 200;
  return ({ status }: SentRequest): void => {
    const isConfirmed = status !== undefined && status >= 200 && status < 300;
    if (!isConfirmed && status !== last && !signal.aborted) {
      const answer = status === undefined ? "gave no answer" : `answered ${status}`;
      terminal.error(`The webhook ${answer}; the batch is sent again until it is confirmed.`);
    }
    last = status;
  };
};

/** `email-events-sandbox send`: posts bulk-tracking events to a webhook until each is confirmed, then prints its counts. */
export const sendCommand = defineCommand({
  name: "send",
  summary: "Post bulk-tracking events to a webhook until they are confirmed",
  usage: "--to URL [options]",
  inputs: {
    to: url,
    secret,
    count: withDefault(number("N", { least: 0 }, "number of events"), "1000"),
    seed: withDefault(number("N", { least: 0, most: 0xffff_ffff }, "the same seed gives the same events"), "1"),
    batch: withDefault(number("N", { least: 1, most: 100_000 }, "events in a request"), "100"),
    framing: withDefault(choice("FORM", ["list", "ndjson"], "how a request has its events"), "list"),
    gzip: flag("compress the bodies with gzip"),
    "retry-delay": withDefault(
      number(
        "MS",
        { least: 0, most: 3_600_000 },
        "time before a batch is sent again, unless the answer has Retry-After",
      ),
      "1000",
    ),
    fault: repeated(choice("FAULT", senderFaults, "fault of the next request; with several, one for each request")),
    "repeat-faults": flag("repeat the faults from the first one"),
  },
  examples: [
    "npx @email-events/sandbox send --to http://127.0.0.1:8080/ --secret test-secret --count 5000",
    "npx @email-events/sandbox send --to http://127.0.0.1:8080/ --batch 20 --gzip --fault lost-answer --fault cut-rst",
  ],
  run: async (options, { terminal, signal }: CommandIo) => {
    const { to, secret: bearer, count, seed, batch, framing, gzip, fault } = options;
    const sender = createBulkTrackingSender({
      url: to,
      events: generateBulkTrackingEvents({ count, seed }),
      ...(bearer !== undefined && { headers: { authorization: `Bearer ${bearer}` } }),
      batchSize: batch,
      framing,
      gzip,
      retryDelayMs: options["retry-delay"],
      fault: inOrder(fault, options["repeat-faults"]),
      onRequest: createWatcher(terminal, signal),
    });
    const stop = (): void => void sender.close();
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    const report = await sender.done;
    signal.removeEventListener("abort", stop);
    terminal.json(report);
    return 0;
  },
});
