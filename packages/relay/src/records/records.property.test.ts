import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { SendOutcome } from "../destination/send-outcome.ts";
import type { RelayedEvent } from "../judging/step.ts";
import type { Report } from "../report/report.ts";
import { kinesisRecord, sequenceOf, sqsRecord } from "../testing/recorded-records.ts";
import { createRecordsHandler } from "./create-records-handler.ts";

const kinds = ["delivered", "undelivered", "rejected", "skipped", "unrecognized", "invalid"] as const;
type Kind = (typeof kinds)[number];

const eventOf = (id: string): object => ({
  id,
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name: "delivery" },
});

const lineOf = (kind: Kind, id: string): string => {
  if (kind === "skipped") return JSON.stringify({ type: "OFFSET_UPDATE", offset: id });
  if (kind === "unrecognized") return JSON.stringify({ type: "NOVEL", id });
  return kind === "invalid" ? `no JSON ${id}` : JSON.stringify(eventOf(`${kind}:${id}`));
};

const outcomeOf = (event: RelayedEvent): SendOutcome<RelayedEvent> => {
  const [kind] = event.messageId?.split(":") ?? [];
  if (kind === "undelivered") return { status: "undelivered", reason: "HTTP 503", event };
  return kind === "rejected" ? { status: "rejected", reason: "HTTP 400", event } : { status: "delivered", event };
};

const anyBatch = fc.record({
  service: fc.constantFrom("kinesis", "sqs"),
  records: fc.array(fc.array(fc.constantFrom(...kinds), { maxLength: 5 }), { maxLength: 8 }),
  /** Whether outcomes come in the opposite order. */
  isReversed: fc.boolean(),
});

it("accounts for each event of a batch once: delivered, skipped, set aside or failed", async () => {
  await fc.assert(
    fc.asyncProperty(anyBatch, async ({ service, records, isReversed }) => {
      const sent: RelayedEvent[] = [];
      const aside: string[] = [];
      let report: Report | undefined;
      async function* send(events: Iterable<RelayedEvent>): AsyncGenerator<SendOutcome<RelayedEvent>> {
        sent.push(...events);
        yield* (isReversed ? sent.toReversed() : sent).map(outcomeOf);
      }
      const handle = createRecordsHandler({
        vocabulary: "airship",
        send,
        onSetAside: ({ recordId, line, status }) => void aside.push(`${recordId} ${line} ${status}`),
        onReport: (given) => void (report = given),
      });
      const idOf = (index: number): string => (service === "sqs" ? `m-${index}` : sequenceOf(index));
      const bodies = records.map((lines, index) =>
        lines.map((kind, line) => lineOf(kind, `${index}-${line}`)).join("\n"),
      );
      const answer = await handle(
        service === "sqs"
          ? { Records: bodies.map((body, index) => sqsRecord(body, idOf(index))) }
          : { Records: bodies.map((body, index) => kinesisRecord(body, idOf(index))) },
      );

      const all = records.flat();
      const count = (kind: Kind): number => all.filter((one) => one === kind).length;
      const { skipped = {}, ...counts } = report ?? {};
      expect(counts).toEqual({
        received: all.length,
        ...Object.fromEntries(kinds.filter((kind) => kind !== "skipped").map((kind) => [kind, count(kind)])),
      });
      expect(Object.values(skipped).reduce((sum, one) => sum + one, 0)).toBe(count("skipped"));
      expect(sent).toHaveLength(count("delivered") + count("undelivered") + count("rejected"));
      const isAside = (kind: Kind): boolean => ["unrecognized", "invalid", "rejected"].includes(kind);
      const expectedAside = records.flatMap((lines, index) =>
        lines.flatMap((kind, line) => (isAside(kind) ? [`${idOf(index)} ${line + 1} ${kind}`] : [])),
      );
      expect(aside).toEqual(expectedAside);
      const failing = records.flatMap((lines, index) => (lines.includes("undelivered") ? [idOf(index)] : []));
      const expected = service === "sqs" ? failing : failing.slice(0, 1);
      expect(answer).toEqual({ batchItemFailures: expected.map((itemIdentifier) => ({ itemIdentifier })) });
    }),
    { numRuns: 100 },
  );
});
