// Relays a file in a separate process, once per message: node file.mjs FILE URL
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { createPipelinesClient } from "../../packages/pipelines/dist/index.js";
import { relay } from "../../packages/relay/dist/index.js";
import "./probe.mjs";

const [file, url] = process.argv.slice(2);
const client = createPipelinesClient({ writeKey: "key", endpoint: url });

const open = () => {
  const bytes = createReadStream(file, { highWaterMark: 262_144 });
  return file.endsWith(".gz") ? bytes.pipe(createGunzip({ chunkSize: 262_144 })) : bytes;
};

const deliverFile = async () => {
  const { report } = await relay({ source: open(), sendChunks: (chunks) => client.sendChunks(chunks) });
  if (report.invalid + report.undelivered + report.rejected > 0) throw new Error(JSON.stringify(report));
};

process.on("message", (message) => {
  if (message.relay !== undefined) void deliverFile();
});
process.on("disconnect", () => process.exit());
process.send({ ready: true });
