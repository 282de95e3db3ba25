// A bulk-tracking service in a separate process: posts the number of blocks in each message, one request a block, over
// several connections; each request again until it is confirmed: node sender.mjs BLOCK_OPTIONS URL SECRET CONNECTIONS
import { Agent, request } from "node:http";
import { createBlocks } from "./blocks.mjs";

const [options, url, secret, connections] = process.argv.slice(2);
const blocks = createBlocks(JSON.parse(options));
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };

const post = (body) =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: "POST", agent, headers: { ...headers, "content-length": body.length } },
      (incoming) => incoming.resume().once("end", () => resolve(incoming.statusCode)),
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });

let left = 0;
const work = async () => {
  while (left > 0) {
    left -= 1;
    const body = blocks.next();
    for (let status = 0; status !== 200;) {
      status = await post(body);
      if (status !== 200 && status !== 429) throw new Error(`answered with ${status}`);
    }
  }
};
process.on("message", ({ blocks: count }) => {
  left = count;
  for (let connection = 0; connection < Number(connections); connection += 1) void work();
});
process.on("disconnect", () => process.exit());
process.send({ ready: true });
