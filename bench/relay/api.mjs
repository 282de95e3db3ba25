// A Pipelines API in a process of its own, which accepts everything after so many milliseconds, and says how many calls have
// come: node api.mjs MS
import { createServer } from "node:http";

const answerMs = Number(process.argv[2]);
const mark = Buffer.from('"type":"track"');
const count = (body) => {
  let calls = 0;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) calls += 1;
  return calls;
};

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  const answer = () => {
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
    process.send({ calls: count(Buffer.concat(parts)) });
  };
  request.on("end", () => {
    if (answerMs > 0) setTimeout(answer, answerMs);
    else answer();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit());
