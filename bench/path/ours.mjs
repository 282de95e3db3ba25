// What this project makes of a line, of a file, and of a file with a server behind it.
import { createReadStream, readFileSync } from "node:fs";
import { createAirshipMapper } from "../../packages/airship/dist/index.js";
import { createPipelinesClient } from "../../packages/pipelines/dist/index.js";
import { relay } from "../../packages/relay/dist/index.js";
import { airship, semantic } from "../../packages/validator/dist/index.js";

const map = createAirshipMapper();

/** Parses, validates, maps, and validates what was made. Returns the event if it goes on. */
const makeEvent = (line) => {
  const parsed = airship.parse(JSON.parse(line));
  if (parsed.status !== "valid") return undefined;
  const mapped = map(parsed.value);
  return mapped.status === "mapped" && semantic.parse(mapped.event).status === "valid" ? mapped.event : undefined;
};

export const takeLine = (line) => makeEvent(line) !== undefined;

const newline = 10;
const eventsTogether = 100;

/**
 * The least that is needed to make batches of bytes with the language's own parser: in one loop, with nothing read, counted,
 * sent or kept, and no check of what JSON.parse mends.
 */
export const inOneLoop = (file) => {
  const bytes = readFileSync(file);
  const batch = Buffer.alloc(1_000_000);
  return () => {
    let events = [];
    let written = 0;
    const write = () => {
      written += batch.write(JSON.stringify(events));
      events = [];
    };
    for (let start = 0, end; (end = bytes.indexOf(newline, start)) !== -1; start = end + 1) {
      const event = makeEvent(bytes.toString("utf8", start, end));
      if (event !== undefined && events.push(event) === eventsTogether) write();
    }
    write();
    return written;
  };
};

const relayFile = async ({ sendChunks }, file, count) => {
  const { report } = await relay({
    source: createReadStream(file, { highWaterMark: 262_144 }),
    sendChunks: (chunks) => sendChunks(chunks),
  });
  const { received, invalid, undelivered, rejected } = report;
  if (received !== count || invalid + undelivered + rejected > 0) throw new Error(JSON.stringify(report));
};

const acceptAll = {
  async *sendChunks(chunks) {
    for await (const events of chunks) yield events.map((event) => ({ status: "delivered", event }));
  },
};

/** Relays a file to a destination that accepts everything, and writes nothing. */
export const toNowhere = (file, count) => () => relayFile(acceptAll, file, count);

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
