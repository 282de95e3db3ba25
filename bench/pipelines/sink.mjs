// Runs a Pipelines API that accepts everything, in its own process, and counts the events that it receives.
import { createServer } from "node:http";

const mark = Buffer.from('"event":"Email Link Clicked"');
const count = (body) => {
  let events = 0;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) events += 1;
  return events;
};

const delayMs = Number(process.argv[2] ?? 0);
let events = 0;
let requests = 0;
const server = createServer((request, response) => {
  if (request.url === "/count") {
    response.end(JSON.stringify({ events, requests }));
    events = 0;
    requests = 0;
    return;
  }
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    events += count(Buffer.concat(parts));
    requests += 1;
    const answer = () => response.writeHead(200, { "content-type": "application/json" }).end("{}");
    if (delayMs > 0) setTimeout(answer, delayMs);
    else answer();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
