import { createRequire } from "node:module";

// Each sends paced events, and calls `tell` with the email_id of every event that it reports as not delivered.
const pipelines = new URL("../../packages/pipelines/dist/index.js", import.meta.url);
// The peers are installed only in bench/pipelines.
const peer = createRequire(new URL("../pipelines/contenders.mjs", import.meta.url));

const official = (name) => async (url, paced, tell) => {
  const { Analytics } = peer(name);
  const analytics = new Analytics({ writeKey: "key", host: url });
  analytics.on("error", ({ ctx }) => ctx && tell(ctx.event.properties.email_id));
  for await (const events of paced) for (const event of events) analytics.track(event);
  await analytics.closeAndFlush();
};

export const clients = {
  "@email-events/pipelines": async (url, paced, tell) => {
    const { createPipelinesClient } = await import(pipelines.href);
    const client = createPipelinesClient({ writeKey: "key", endpoint: url });
    async function* events() {
      for await (const some of paced) yield* some;
    }
    for await (const outcome of client.send(events())) {
      if (outcome.status !== "delivered") tell(outcome.event.properties.email_id);
    }
    await client.close();
  },
  "customerio-node 5.2.0, batch(100), strict": async (url, paced, tell) => {
    const { PipelinesClient } = peer("customerio-node");
    const client = new PipelinesClient("key", { url, strictMode: true });
    const sent = [];
    for await (const events of paced) {
      const refuse = () => events.forEach((event) => tell(event.properties.email_id));
      sent.push(client.batch(events).catch(refuse));
    }
    await Promise.all(sent);
  },
  "@customerio/cdp-analytics-node 0.5.9": official("@customerio/cdp-analytics-node"),
  "@segment/analytics-node 3.1.0": official("@segment/analytics-node"),
};
