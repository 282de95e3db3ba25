// Airship's stream in a separate process: writes the number of blocks in each message: node stream.mjs BLOCK_OPTIONS plain|gzip
import { once } from "node:events";
import { createServer } from "node:http";
import { constants, createGzip } from "node:zlib";
import { createBlocks } from "./blocks.mjs";

const blocks = createBlocks(JSON.parse(process.argv[2]));
const isGzip = process.argv[3] === "gzip";
let write;

const open = (response) => {
  response.writeHead(200, isGzip ? { "content-encoding": "gzip" } : {});
  response.flushHeaders();
  const body = isGzip ? createGzip({ level: 1 }) : response;
  if (isGzip) body.pipe(response);
  write = async (count) => {
    for (let block = 0; block < count; block += 1) {
      if (!body.write(blocks.next())) await once(body, "drain");
    }
    if (isGzip) body.flush(constants.Z_SYNC_FLUSH);
  };
  process.send({ open: true });
};

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => open(response));
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", ({ blocks: count }) => void write(count));
process.on("disconnect", () => process.exit());
