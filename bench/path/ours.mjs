// What this project makes of a line, of a file, and of a file with a server behind it.
import { createReadStream } from "node:fs";
import { createAirshipMapper } from "../../packages/airship/dist/index.js";
import { createPipelinesClient } from "../../packages/pipelines/dist/index.js";
import { relay } from "../../packages/relay/dist/index.js";
import { airship, semantic } from "../../packages/validator/dist/index.js";

const map = createAirshipMapper();

/** Parses, validates, maps, and validates what was made. Returns whether the event goes on. */
export const takeLine = (line) => {
  const parsed = airship.parse(JSON.parse(line));
  if (parsed.status !== "valid") return false;
  const mapped = map(parsed.value);
  return mapped.status === "mapped" && semantic.parse(mapped.event).status === "valid";
};

const relayFile = async (client, file, count) => {
  const { report } = await relay({
    source: createReadStream(file, { highWaterMark: 262_144 }),
    sendChunks: (chunks) => client.sendChunks(chunks),
  });
  const { received, invalid, undelivered, rejected } = report;
  if (received !== count || invalid + undelivered + rejected > 0) throw new Error(JSON.stringify(report));
};

// Answers on the next turn, as no server can.
const nullTransport = { send: () => new Promise((resolve) => void setImmediate(resolve, { status: "accepted" })) };

/** Relays a file into batches that go nowhere. */
export const toBatches = (file, count) => {
  const client = createPipelinesClient({ writeKey: "key", endpoint: "http://127.0.0.1:1", transport: nullTransport });
  return () => relayFile(client, file, count);
};

/** Relays a file to a server. */
export const toServer = (file, count, url) => {
  const client = createPipelinesClient({ writeKey: "key", endpoint: url });
  return () => relayFile(client, file, count);
};
