import { Analytics as CustomerIoAnalytics } from "@customerio/cdp-analytics-node";
import { Analytics as SegmentAnalytics } from "@segment/analytics-node";
import { PipelinesClient } from "customerio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSandbox, type Sandbox } from "@email-events/sandbox";

const writeKey = "key";
const messageIds = Array.from({ length: 20 }, (_, n) => `message-${n}`);
const toEvent = (messageId: string) => ({
  event: "Email Opened",
  userId: "user_1",
  messageId,
  properties: { email_id: "msg_1", email_subject: "Your weekly newsletter" },
});

const startSandbox = async (): Promise<Sandbox> => {
  const sandbox = await createSandbox({ writeKey });
  onTestFinished(() => sandbox.close());
  return sandbox;
};

/** Each sends every event as in the client's documentation, and closes the client. */
const clients: readonly (readonly [string, (url: string) => Promise<void>])[] = [
  [
    "@customerio/cdp-analytics-node",
    async (host) => {
      const analytics = new CustomerIoAnalytics({ writeKey, host, flushInterval: 10, maxEventsInBatch: 8 });
      for (const id of messageIds) analytics.track(toEvent(id));
      // By default it waits for only 1.25 flush intervals.
      await analytics.closeAndFlush({ timeout: 5_000 });
    },
  ],
  [
    "@segment/analytics-node",
    async (host) => {
      const analytics = new SegmentAnalytics({ writeKey, host, flushInterval: 10, flushAt: 8 });
      for (const id of messageIds) analytics.track(toEvent(id));
      await analytics.closeAndFlush({ timeout: 5_000 });
    },
  ],
  [
    "customerio-node",
    async (url) => {
      const client = new PipelinesClient(writeKey, { url: `${url}/v1`, strictMode: true });
      await client.batch(messageIds.map((id) => ({ type: "track", ...toEvent(id) })));
    },
  ],
];

describe("the sandbox", () => {
  it.each(clients)("accepts the requests of %s", async (_, send) => {
    const sandbox = await startSandbox();
    await send(sandbox.url);
    const events = sandbox.events();
    const arrived = new Set(events.map(({ messageId }) => messageId));
    expect(sandbox.received()).toMatchObject({ accepted: 20, dropped: 0, rejected: 0, events: { "Email Opened": 20 } });
    expect(arrived).toEqual(new Set(messageIds));
    expect(events[0]).toMatchObject({ type: "track", userId: "user_1", properties: { email_id: "msg_1" } });
  });
});
