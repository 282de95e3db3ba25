// A Pipelines API in a process of its own, which answers after so many milliseconds: node sink.mjs MS
// It says how many calls have come, those of lost answers included.
import { createServer } from "node:http";

const delayMs = Number(process.argv[2]);
const mark = Buffer.from('"type":"track"');
const count = (body) => {
  let calls = 0;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) calls += 1;
  return calls;
};

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const calls = count(Buffer.concat(parts));
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
      process.send({ calls });
    }, delayMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit());
