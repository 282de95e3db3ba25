// Airship's events from a Kinesis stream or an SQS queue. Turn on ReportBatchItemFailures: what isn't delivered comes again.
import { createPipelinesClient } from "@email-events/pipelines";
import { createRecordsHandler, type RelayedEvent } from "@email-events/relay/records";

// Made once: its connections outlast an invocation. The deadline is shorter than the function's timeout.
const client = createPipelinesClient<RelayedEvent>({
  writeKey: process.env["PIPELINES_WRITE_KEY"] ?? "",
  endpoint: process.env["PIPELINES_ENDPOINT"],
  deadlineMs: 20_000,
  timeoutMs: 5_000,
});

export const handler = createRecordsHandler({
  vocabulary: "airship",
  send: (events) => client.send(events),
  // Keep `payload` where an operator looks at it, such as in a bucket. It has addresses, and doesn't belong in a log.
  onSetAside: ({ recordId, line, status, reason }) => console.error({ recordId, line, status, reason }),
  onFailed: ({ recordId, reason }) => console.error({ recordId, reason }),
});
