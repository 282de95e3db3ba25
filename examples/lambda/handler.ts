// Airship's events from an SQS queue, one to a message. Turn on ReportBatchItemFailures, and add a dead-letter queue: what
// isn't delivered comes again, and what never can be delivered ends there.
import { mapAirshipEvent } from "@email-events/airship";
import { createPipelinesClient } from "@email-events/pipelines";
import { airship } from "@email-events/validator/airship";

interface SqsEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

const judge = (body: string) => {
  const result = airship.parse(JSON.parse(body));
  return result.status === "valid" ? mapAirshipEvent(result.value) : result;
};

export const handler = async ({ Records }: SqsEvent) => {
  const endpoint = process.env["PIPELINES_ENDPOINT"];
  const client = createPipelinesClient({
    writeKey: process.env["PIPELINES_WRITE_KEY"] ?? "",
    deadlineMs: 20_000,
    timeoutMs: 5_000,
    ...(endpoint && { endpoint }),
  });

  const settle = async (body: string): Promise<string> => {
    const judged = judge(body);
    return judged.status === "mapped" ? (await client.track(judged.event)).status : judged.status;
  };

  try {
    // In parallel, so that events share a request.
    const settled = await Promise.allSettled(Records.map(({ body }) => settle(body)));
    const isDone = (index: number): boolean => {
      const one = settled[index];
      return one?.status === "fulfilled" && ["delivered", "skipped"].includes(one.value);
    };
    const failed = Records.filter((_, index) => !isDone(index));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  } finally {
    // A function is frozen once it has returned.
    await client.close();
  }
};
