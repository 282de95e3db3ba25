import { mapBulkTrackingEvent } from "@email-events/bulk-tracking";
import type { SetAsideItem, WebhookItem } from "@email-events/bulk-tracking-webhook";
import { createPipelinesClient } from "@email-events/pipelines";
import { bulkTracking } from "@email-events/validator/bulk-tracking";

const judge = (item: WebhookItem) => {
  if (item.status === "invalid") return item;
  const result = bulkTracking.parse(item.value);
  return result.status === "valid" ? mapBulkTrackingEvent(result.value) : result;
};

/**
 * Makes the `accept` of a webhook: it validates events, maps them and delivers them to Customer.io.
 *
 * It rejects if an event isn't delivered. The sender then repeats the request, and the API knows each event by its id.
 *
 * @param endpoint the URL of a sandbox, in place of the API
 */
export const createAccept =
  (writeKey = "", endpoint?: string) =>
  async (items: readonly WebhookItem[]) => {
    const outcomes = items.map(judge);
    const calls = outcomes.flatMap((outcome) => (outcome.status === "mapped" ? [outcome.event] : []));

    const limits = { lingerMs: 0, timeoutMs: 5_000, deadlineMs: 20_000 };
    const client = createPipelinesClient({ writeKey, ...limits, ...(endpoint && { endpoint }) });
    try {
      for await (const outcome of client.send(calls)) {
        if (outcome.status === "undelivered") throw new Error(outcome.reason);
        if (outcome.status === "rejected") console.error(`The API rejected an event: ${outcome.reason}`);
      }
    } finally {
      await client.close();
    }

    return outcomes.flatMap((outcome, index): readonly SetAsideItem[] =>
      outcome.status === "invalid" || outcome.status === "unrecognized"
        ? [{ index, status: outcome.status, issues: outcome.issues ?? [] }]
        : [],
    );
  };
