import { inLanes } from "../in-lanes.mjs";

// Each sends every event to the URL, and resolves when the client reports them as delivered.
const official = (name, settings) => async (url, events) => {
  const { Analytics } = await import(name);
  const analytics = new Analytics({ writeKey: "key", host: url, ...settings });
  for (const event of events) analytics.track(event);
  await analytics.closeAndFlush();
};

const chunked = (events, size) =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, n) => events.slice(n * size, (n + 1) * size));

const bareLoop = async (url, batches, toBody) => {
  const { Pool } = await import("undici");
  const pool = new Pool(url, { connections: 4 });
  const headers = { "content-type": "application/json", authorization: "Basic a2V5Og==" };
  await inLanes(4, batches.length, async (index) => {
    const answer = await pool.request({ method: "POST", path: "/v1/batch", headers, body: toBody(batches[index]) });
    await answer.body.dump();
  });
  await pool.close();
};

/** A source that runs code of the caller's between two events. */
function* eachOf(events) {
  for (const event of events) yield event;
}

const send = (settings) => async (url, events) => {
  const { createPipelinesClient } = await import("../../packages/pipelines/dist/index.js");
  const client = createPipelinesClient({ writeKey: "key", endpoint: url, ...settings });
  for await (const outcome of client.send(events)) {
    if (outcome.status !== "delivered") throw new Error(outcome.reason);
  }
  await client.close();
};

export const contenders = {
  "a bare undici loop, 4 in flight": (url, events) =>
    bareLoop(url, chunked(events, 500), (batch) => JSON.stringify({ batch })),
  "a bare undici loop, each event serialized at once": (url, events) => {
    const texts = events.map((event) => JSON.stringify(event));
    return bareLoop(url, chunked(texts, 500), (batch) => `{"batch":[${batch.join()}]}`);
  },
  "@email-events/pipelines": send({}),
  "@email-events/pipelines, 16 in flight": send({ maxInFlight: 16 }),
  "@email-events/pipelines, an iterator": (url, events) => send({})(url, events.values()),
  "@email-events/pipelines, a generator": (url, events) => send({})(url, eachOf(events)),
  "@email-events/pipelines, track": async (url, events) => {
    const { createPipelinesClient } = await import("../../packages/pipelines/dist/index.js");
    const client = createPipelinesClient({ writeKey: "key", endpoint: url });
    const outcomes = await Promise.all(events.map((event) => client.track(event)));
    if (outcomes.some(({ status }) => status !== "delivered")) throw new Error("not all delivered");
    await client.close();
  },
  "customerio-node, batch(500) x 4": async (url, events) => {
    const { PipelinesClient } = await import("customerio-node");
    const client = new PipelinesClient("key", { url });
    const batches = chunked(events, 500);
    await inLanes(4, batches.length, (index) => client.batch(batches[index]));
  },
  "@customerio/cdp-analytics-node, defaults": official("@customerio/cdp-analytics-node", {}),
  "@customerio/cdp-analytics-node, 100 a batch": official("@customerio/cdp-analytics-node", { maxEventsInBatch: 100 }),
  "@customerio/cdp-analytics-node, 500 a batch": official("@customerio/cdp-analytics-node", { maxEventsInBatch: 500 }),
  "@segment/analytics-node, defaults": official("@segment/analytics-node", {}),
  "@segment/analytics-node, 500 a batch": official("@segment/analytics-node", { flushAt: 500 }),
};
