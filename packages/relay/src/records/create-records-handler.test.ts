import { createPipelinesClient } from "@email-events/pipelines";
import { describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import type { SendOutcome } from "../destination/send-outcome.ts";
import type { RelayedEvent } from "../judging/step.ts";
import { kinesisRecord, sequenceOf, sqsRecord } from "../testing/recorded-records.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { createRecordsHandler, type SetAsideRecord } from "./create-records-handler.ts";

const eventOf = (id: string, more: object = {}) => ({
  id,
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name: "delivery" },
  ...more,
});
const lineOf = (id: string, more?: object): string => JSON.stringify(eventOf(id, more));
const skippedLine = JSON.stringify({ type: "OFFSET_UPDATE", offset: "7" });

/** Sends to a destination that refuses ids with an `r`, and doesn't take those with a `u`. */
const createSend = () => {
  const sent: string[] = [];
  const sentEvents: RelayedEvent[] = [];
  async function* send(events: Iterable<RelayedEvent>): AsyncGenerator<SendOutcome<RelayedEvent>> {
    for (const event of events) {
      const { messageId = "" } = event;
      sent.push(messageId);
      sentEvents.push(event);
      if (messageId.startsWith("u")) yield { status: "undelivered", reason: "HTTP 503", event };
      else if (messageId.startsWith("r")) yield { status: "rejected", reason: "HTTP 400", event };
      else yield { status: "delivered", event };
    }
  }
  return { send, sent, sentEvents };
};

const create = (options: Partial<Parameters<typeof createRecordsHandler>[0]> = {}) => {
  const { send, sent, sentEvents } = createSend();
  const aside: SetAsideRecord[] = [];
  const failed: { readonly recordId: string; readonly reason: string }[] = [];
  const reports: unknown[] = [];
  const handle = createRecordsHandler({
    vocabulary: "airship",
    send,
    onSetAside: (event) => void aside.push(event),
    onFailed: (record) => void failed.push(record),
    onReport: (report) => void reports.push(report),
    ...options,
  });
  return { handle, sent, sentEvents, aside, failed, reports };
};

describe("the records of SQS", () => {
  it("fail alone when they aren't delivered; what is accepted, skipped or set aside doesn't come again", async () => {
    const { handle, sent, aside, failed, reports } = create();
    const bodies = [lineOf("a"), lineOf("u-1"), "no JSON", skippedLine, lineOf("r-1"), lineOf("b"), lineOf("u-2")];
    const answer = await handle({ Records: bodies.map((body, index) => sqsRecord(body, `m-${index}`)) });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m-1" }, { itemIdentifier: "m-6" }] });
    expect(sent).toEqual(["a", "u-1", "r-1", "b", "u-2"]);
    expect(aside).toMatchObject([
      { recordId: "m-2", line: 1, status: "invalid", reason: expect.stringContaining("expected JSON") },
      { recordId: "m-4", line: 1, status: "rejected", reason: "HTTP 400" },
    ]);
    expect(aside.map(({ payload }) => Buffer.from(payload).toString())).toEqual(["no JSON", lineOf("r-1")]);
    expect(failed).toEqual([
      { recordId: "m-1", reason: "HTTP 503" },
      { recordId: "m-6", reason: "HTTP 503" },
    ]);
    expect(reports).toMatchObject([{ received: 7, delivered: 2, invalid: 1, rejected: 1, undelivered: 2 }]);
  });

  it("that hold lines fail when one of their events isn't delivered", async () => {
    const { handle, sent, aside } = create();
    const body = [lineOf("a"), "", lineOf("u-1"), '{"type":"NOVEL"}', lineOf("b")].join("\n");
    const answer = await handle({ Records: [sqsRecord(body, "m-0"), sqsRecord("", "m-1"), sqsRecord("\n", "m-2")] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m-0" }] });
    expect(sent).toEqual(["a", "u-1", "b"]);
    expect(aside).toMatchObject([
      { recordId: "m-0", line: 4, status: "unrecognized", reason: '"NOVEL" has no mapping' },
    ]);
  });
});

describe("the records of Kinesis", () => {
  it("fail from the lowest sequence number on, whatever their order", async () => {
    const { handle } = create();
    const ids = ["a", "u-2", "b", "u-1", "u-3", "u-4"];
    const numbers = [sequenceOf(0), "10", "7", "9", "8", "11"];
    const Records = ids.map((id, index) => kinesisRecord(lineOf(id), numbers[index] ?? ""));
    await expect(handle({ Records })).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: "8" }] });
  });

  it("are decoded, and don't fail when everything in them is settled", async () => {
    const { handle, sent, aside } = create();
    const lines = Buffer.from(`${lineOf("a")}\n${lineOf("é")}\n`);
    const Records = [kinesisRecord(lines, "1"), kinesisRecord("nothing", "2"), kinesisRecord(skippedLine, "3")];
    await expect(handle({ Records })).resolves.toEqual({ batchItemFailures: [] });
    expect(sent).toEqual(["a", "é"]);
    expect(aside).toMatchObject([{ recordId: "2" }]);
  });

  it.each([
    ["gzip", gzipSync(`${lineOf("a")}\n${lineOf("b")}`)],
    ["Kinesis Producer Library", Buffer.concat([Buffer.from([0xf3, 0x89, 0x9a, 0xc2, 10]), Buffer.from("\n{}\n")])],
    ["UTF-16", Buffer.from(`\uFEFF${lineOf("a")}\n`, "utf16le")],
  ])("are set aside whole where they hold no lines but %s", async (name, bytes) => {
    const { handle, aside } = create();
    await expect(handle({ Records: [kinesisRecord(bytes, "1")] })).resolves.toEqual({ batchItemFailures: [] });
    expect(aside).toMatchObject([{ line: 1, status: "invalid", reason: expect.stringContaining(name) }]);
    expect(Buffer.from(aside[0]?.payload ?? []).equals(bytes)).toBe(true);
  });
});

describe("a handler", () => {
  it("detects the vocabulary of each event when it isn't given", async () => {
    const { handle, sent, aside } = create({ vocabulary: undefined });
    const open = { type: "open", event_id: "o-1", timestamp: "1773042072000", recipient: "nora@example.com" };
    const bodies = ["{}", JSON.stringify(open), lineOf("a"), JSON.stringify({ type: "track", event: "Email Opened" })];
    await handle({ Records: bodies.map((body, index) => sqsRecord(body, `m-${index}`)) });
    expect(sent).toEqual(["open:o-1", "a"]);
    expect(aside.map(({ recordId, reason }) => [recordId, reason])).toEqual([
      ["m-0", expect.stringContaining("vocabulary")],
      ["m-3", expect.stringContaining('"semantic"')],
    ]);
  });

  it("passes mapper options on", async () => {
    const { handle, sent } = create({ mapperOptions: { airship: { forward: { delay: "Email Delayed" } } } });
    await handle({ Records: [sqsRecord(lineOf("a", { body: { name: "delay" } }), "m-0")] });
    expect(sent).toEqual(["a"]);
  });

  it("gives an event without id and time the same id when its record comes again", async () => {
    const { handle, sent, sentEvents } = create({ vocabulary: "semantic" });
    const call = { type: "track", event: "Email Opened", userId: "u-1", properties: { email_id: "e-1" } };
    const Records = [sqsRecord(`${JSON.stringify(call)}\n${JSON.stringify(call)}`, "m-0")];
    await handle({ Records });
    await handle({ Records });
    await handle({ Records: [sqsRecord(JSON.stringify(call), "m-1")] });
    const [one, two, ...again] = sent;
    expect(again.slice(0, 2)).toEqual([one, two]);
    expect(new Set(sent).size).toBe(3);
    for (const event of sentEvents) {
      expect(event).toEqual({ ...call, messageId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    }
  });

  it("gives an event with a time the same id in any record", async () => {
    const { handle, sent, sentEvents } = create({ vocabulary: "semantic" });
    const call = { type: "track", event: "Email Opened", userId: "u-1", properties: { email_id: "e-1" } };
    const lines = ["2026-03-09T07:41:12.000Z", "2026-03-09T07:41:13.000Z"].map((timestamp) =>
      JSON.stringify({ ...call, timestamp }),
    );
    await handle({ Records: [sqsRecord(lines.join("\n"), "m-0"), sqsRecord(lines.toReversed().join("\n"), "m-1")] });
    const [one, two, ...again] = sent;
    expect(one).not.toBe(two);
    expect(again).toEqual([two, one]);
    expect(sentEvents[0]).toMatchObject(call);
  });

  it("sets the first 1,000 bytes aside of an event that is too large", async () => {
    const { handle, aside } = create();
    const line = lineOf("a", { text: "x".repeat(1_000_000) });
    await handle({ Records: [sqsRecord(`${line}\n${lineOf("b")}`, "m-0")] });
    expect(aside).toMatchObject([{ status: "invalid", issues: [{ code: "too_large" }] }]);
    expect(Buffer.from(aside[0]?.payload ?? []).toString()).toBe(line.slice(0, 1_000));
  });

  it("fails a record once, with the reason of its first event", async () => {
    async function* send(events: Iterable<RelayedEvent>): AsyncGenerator<SendOutcome<RelayedEvent>> {
      for (const event of events) yield { status: "undelivered", reason: `not ${event.messageId}`, event };
    }
    const { handle, failed } = create({ send });
    await handle({ Records: [sqsRecord(`${lineOf("a")}\n${lineOf("b")}`, "m-0")] });
    expect(failed).toEqual([{ recordId: "m-0", reason: "not a" }]);
  });

  it.each([
    [new Error("the table is gone"), "the table is gone"],
    [new Error("no table of ada@example.com\n"), "no table of [address]\\u{a}"],
    ["no error", "unknown error"],
  ])("fails a record whose event couldn't be set aside, and says so: %o", async (thrown, said) => {
    const onSetAside = async (): Promise<void> => Promise.reject(thrown);
    const { handle, failed, reports } = create({ onSetAside });
    const Records = [sqsRecord(lineOf("a"), "m-0"), sqsRecord("no JSON", "m-1")];
    await expect(handle({ Records })).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: "m-1" }] });
    expect(failed).toEqual([{ recordId: "m-1", reason: `onSetAside failed: ${said}` }]);
    expect(reports).toMatchObject([{ received: 2, delivered: 1, invalid: 0, undelivered: 1 }]);
  });

  it("fails the records without an outcome when `send` fails or ends early", async () => {
    async function* send(events: Iterable<RelayedEvent>): AsyncGenerator<SendOutcome<RelayedEvent>> {
      for (const event of events) {
        if (event.messageId === "b") throw new Error("no more");
        yield { status: "delivered", event };
      }
    }
    async function* endEarly(): AsyncGenerator<SendOutcome<RelayedEvent>> {}
    const Records = ["a", "b", "c"].map((id, index) => sqsRecord(lineOf(id), `m-${index}`));
    const { handle, failed } = create({ send });
    await expect(handle({ Records })).resolves.toMatchObject({ batchItemFailures: { length: 2 } });
    expect(failed.map(({ reason }) => reason)).toEqual(["no more", "no more"]);
    const other = create({ send: endEarly });
    await expect(other.handle({ Records })).resolves.toMatchObject({ batchItemFailures: { length: 3 } });
  });

  it("refuses what is no event of Kinesis or SQS, since it can't name what has to come again", async () => {
    const { handle } = create();
    const others: readonly unknown[] = [
      undefined,
      {},
      { Records: "x" },
      { Records: [{ s3: {} }] },
      { Records: [sqsRecord("{}", "m-0"), kinesisRecord("{}", "1")] },
      { Records: [{ messageId: "m-0" }] },
      { Records: [{ body: "{}" }] },
      { Records: [{ kinesis: { sequenceNumber: "1" } }] },
      { Records: [{ kinesis: { data: "e30=" } }] },
      { Records: [null] },
    ];
    for (const other of others) {
      await expect(handle(other as Parameters<typeof handle>[0])).rejects.toThrow(/Kinesis or SQS/);
    }
    await expect(handle({ Records: [] })).resolves.toEqual({ batchItemFailures: [] });
  });

  it("refuses options that would lose events", () => {
    const { send } = createSend();
    const onSetAside = (): void => undefined;
    const bad: readonly (readonly [object, RegExp])[] = [
      [{ onSetAside }, /send/],
      [{ send }, /onSetAside/],
      [{ send, onSetAside, vocabulary: "aiship" }, /vocabulary/],
      [{ send, onSetAside, mapperOptions: { airship: { opens: "never" } } }, /opens/],
    ];
    for (const [options, sentence] of bad) {
      const given = options as Parameters<typeof createRecordsHandler>[0];
      expect(() => createRecordsHandler(given)).toThrow(sentence);
    }
  });

  it("delivers through a client", async () => {
    const api = await startSandbox();
    const client = createPipelinesClient<RelayedEvent>({ writeKey: "any", endpoint: api.url });
    const handle = createRecordsHandler({ send: (events) => client.send(events), onSetAside: () => undefined });
    const Records = [kinesisRecord(`${lineOf("a")}\n${lineOf("b")}`, "1"), kinesisRecord(lineOf("c"), "2")];
    await expect(handle({ Records })).resolves.toEqual({ batchItemFailures: [] });
    expect(api.events().map(({ messageId }) => messageId)).toEqual(["a", "b", "c"]);
    await client.close();
  });
});
