// A Pipelines API in a process of its own, which accepts everything and says how many calls have come.
import { createServer } from "node:http";

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
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
    process.send({ calls: count(Buffer.concat(parts)) });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit());
