// What most would write: readline, zod before and after the mapping, objects spread, a date taken apart and put together,
// `JSON.stringify` for the size and again for the batch, and fetch.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { AirshipEvent, SemanticEmailEvent } from "../../packages/validator/dist/zod.js";

const names = {
  bounce: "Email Bounced",
  click: "Email Link Clicked",
  delivery: "Email Delivered",
  initial_open: "Email Opened",
  unsubscribe: "Unsubscribed",
};

const toSemantic = ({ id, occurred, device, body }) => {
  const { name, properties = {}, ...others } = body;
  const email = properties?.email ?? device?.delivery_address;
  return {
    type: "track",
    event: names[name],
    userId: device?.named_user_id ?? email,
    messageId: id,
    timestamp: new Date(occurred).toISOString(),
    context: { traits: { email } },
    properties: {
      ...others,
      ...properties,
      email_id: others.triggering_push?.push_id ?? id,
      email_subject: properties?.subject ?? undefined,
      recipient: email,
      link_url: properties?.link_url ?? undefined,
    },
  };
};

const makeEvent = (line) => {
  const parsed = AirshipEvent.safeParse(JSON.parse(line));
  if (!parsed.success || names[parsed.data.body?.name] === undefined) return undefined;
  const checked = SemanticEmailEvent.safeParse(toSemantic(parsed.data));
  return checked.success ? checked.data : undefined;
};

export const takeLine = (line) => makeEvent(line) !== undefined;

const maxBatchBytes = 499_000;

/** Makes batches of a file, and waits for each to be sent, four at a time. */
const batchFile = async (file, send) => {
  const sending = new Set();
  let calls = [];
  let bytes = 0;
  const flush = async () => {
    const body = Buffer.from(JSON.stringify({ batch: calls, sentAt: new Date().toISOString() }));
    calls = [];
    bytes = 0;
    const sent = send(body).finally(() => sending.delete(sent));
    sending.add(sent);
    if (sending.size >= 4) await Promise.race(sending);
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const event = makeEvent(line);
    if (event === undefined) continue;
    const size = Buffer.byteLength(JSON.stringify(event));
    if (bytes + size > maxBatchBytes) await flush();
    calls.push(event);
    bytes += size + 1;
  }
  await flush();
  await Promise.all(sending);
};

export const toBatches = (file) => () => batchFile(file, async () => {});

export const toServer = (file, _count, url) => () =>
  batchFile(file, async (body) => {
    const headers = { "content-type": "application/json", authorization: "Basic a2V5Og==" };
    const response = await fetch(new URL("/v1/batch", url), { method: "POST", headers, body });
    await response.arrayBuffer();
  });
