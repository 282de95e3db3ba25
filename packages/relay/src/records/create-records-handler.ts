import { createHash } from "node:crypto";
import type { DeliveryOutcome, EventOutcome, Issue } from "@email-events/core";
import { toLine } from "@email-events/core/mapping";
import { deriveMessageId } from "../destination/identify.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";
import type { Judged } from "../judging/judge.ts";
import type { RelayedEvent } from "../judging/step.ts";
import type { Item } from "../reading/item.ts";
import { buildSetAside } from "../report/build-set-aside.ts";
import { createTally, type Report } from "../report/report.ts";
import type { SetAsideOutcome } from "../report/set-aside.ts";
import { toReason } from "../report/to-reason.ts";
import type { JudgeRecordOptions } from "./judge-record-options.ts";
import { createRecordJudge } from "./judge-record.ts";
import type { BatchResponse, RecordsEvent } from "./lambda-types.ts";
import { readBatch } from "./records-event.ts";

/** An event of a record that can never be delivered. */
export interface SetAsideRecord {
  /** The sequence number or the message id of its record. */
  readonly recordId: string;
  /** The line in the record that it begins on, from 1. */
  readonly line: number;
  readonly status: "unrecognized" | "invalid" | "rejected";
  /** Why, in at most 200 characters without addresses. */
  readonly reason: string;
  readonly issues: readonly Issue[];
  /** The event as it arrived, including addresses; of one that is larger than 1 MB, its first 1,000 bytes. */
  readonly payload: Uint8Array;
}

/** How records are handled. */
export interface RecordsHandlerOptions extends JudgeRecordOptions {
  /** Sends events, and yields the outcome of each, in any order: `client.send` of `@email-events/pipelines`. */
  readonly send: (events: Iterable<RelayedEvent>) => AsyncIterable<SendOutcome<RelayedEvent>>;
  /**
   * Keeps an event that can never be delivered. When it throws or rejects, the record of the event fails, and is redelivered.
   */
  readonly onSetAside: (event: SetAsideRecord) => void | Promise<void>;
  /** Called for each failed record, with the reason. Kinesis also repeats the records after the first failed one. */
  readonly onFailed?: ((record: { readonly recordId: string; readonly reason: string }) => void) | undefined;
  /** Called with the counts of events by outcome, once per invocation. */
  readonly onReport?: ((report: Report) => void) | undefined;
}

/** An event that is judged, and the record that it came in. */
interface Entry {
  readonly recordId: string;
  readonly item: Item;
  /** What is sent. */
  readonly event?: RelayedEvent;
  /** What became of an event that isn't sent. */
  readonly outcome?: EventOutcome;
}

const maxReasonChars = 200;

const messageOf = (error: unknown): string =>
  toLine(error instanceof Error ? error.message : "unknown error", maxReasonChars);

/** Gives an event an id that it has again when its record comes again. */
const identify = (event: RelayedEvent, recordId: string, index: number): RelayedEvent => {
  if (event.messageId !== undefined) return event;
  if (event.timestamp !== undefined) return { ...event, messageId: deriveMessageId(event) };
  // Without a time two equal events may well be two.
  const text = JSON.stringify([recordId, index, event]);
  return { ...event, messageId: createHash("sha256").update(text).digest("hex").slice(0, 32) };
};

const toEntry =
  (recordId: string) =>
  ({ item, step }: Judged<RelayedEvent>, index: number): Entry =>
    step.status === "valid"
      ? { recordId, item, event: identify(step.value, recordId, index) }
      : { recordId, item, outcome: step };

/** Sends events. Resolves to a function that returns an event's outcome: `undelivered` if `send` threw or yielded none. */
const sendAll = async (events: readonly RelayedEvent[], send: RecordsHandlerOptions["send"]) => {
  const outcomes = new Map<RelayedEvent, DeliveryOutcome>();
  let reason = "the client ended without an outcome for every event";
  try {
    if (events.length > 0) for await (const outcome of send(events)) outcomes.set(outcome.event, outcome);
  } catch (error) {
    reason = messageOf(error);
  }
  return (event: RelayedEvent): DeliveryOutcome => outcomes.get(event) ?? { status: "undelivered", reason };
};

const isSetAside = (outcome: EventOutcome): outcome is Exclude<SetAsideOutcome, { readonly status: "undelivered" }> =>
  outcome.status === "unrecognized" || outcome.status === "invalid" || outcome.status === "rejected";

/** Sets an event aside, if it has to be; returns its outcome, which is `undelivered` where that failed. */
const keep = async (
  { recordId, item }: Entry,
  outcome: EventOutcome,
  onSetAside: RecordsHandlerOptions["onSetAside"],
): Promise<EventOutcome> => {
  if (!isSetAside(outcome)) return outcome;
  const { status } = outcome;
  const { line, issues } = buildSetAside(item, outcome);
  const payload = item.kind === "whole" ? item.bytes : item.head;
  try {
    await onSetAside({ recordId, line, status, reason: toReason(outcome), issues, payload });
    return outcome;
  } catch (error) {
    return { status: "undelivered", reason: `onSetAside failed: ${messageOf(error)}` };
  }
};

const check = ({ send, onSetAside }: Readonly<Record<"send" | "onSetAside", unknown>>): void => {
  if (typeof send !== "function") throw new TypeError("The option send must be a function, such as client.send.");
  if (typeof onSetAside !== "function")
    throw new TypeError("The option onSetAside must be a function that keeps events which can never be delivered.");
};

/**
 * Creates the handler of a Lambda function behind a Kinesis stream or an SQS queue. Turn on `ReportBatchItemFailures`.
 *
 * A record fails, and is redelivered, only when one of its events is undelivered or can't be set aside. Kinesis repeats
 * everything from the first failed record on. Redelivered events have the same `messageId`.
 *
 * @throws TypeError for options that can't work. The handler rejects with one for what is no event of these services.
 */
export const createRecordsHandler = (
  options: RecordsHandlerOptions,
): ((event: RecordsEvent) => Promise<BatchResponse>) => {
  check(options);
  const { send, onSetAside, onFailed, onReport } = options;
  const judge = createRecordJudge(options);
  return async (event) => {
    const { records, toResponse } = readBatch(event);
    const entries = records.flatMap(({ id, bytes }) => judge(bytes).map(toEntry(id)));
    const outcomeOf = await sendAll(
      entries.flatMap((entry) => entry.event ?? []),
      send,
    );
    const tally = createTally();
    const failed = new Map<string, string>();
    for (const entry of entries) {
      const settled = entry.event === undefined ? entry.outcome : outcomeOf(entry.event);
      if (settled === undefined) continue;
      const outcome = await keep(entry, settled, onSetAside);
      tally.count(outcome);
      if (outcome.status === "undelivered" && !failed.has(entry.recordId)) failed.set(entry.recordId, outcome.reason);
    }
    for (const [recordId, reason] of failed) onFailed?.({ recordId, reason });
    onReport?.(tally.report());
    return toResponse([...failed.keys()]);
  };
};
