// Runs a Pipelines API with one fault, in its own process: node server.mjs FAULT
import { createServer } from "node:http";
import { faults } from "./faults.mjs";

const fault = faults[process.argv[2]];
const stored = new Map();
const isBad = (call) => call.properties.poison === true || Buffer.byteLength(JSON.stringify(call)) > 32_000;
let startedAt;
let requests = 0;

/**
 * Like the real API: strict mode refuses a body with an invalid call, permissive mode answers 200 and drops invalid
 * calls.
 */
const validate = (calls, strict) => {
  if (strict && calls.some(isBad))
    return { status: 400, body: '{"meta":{"errors":["a call isn\'t valid"]}}', kept: [] };
  return { status: 200, body: "{}", kept: calls.filter((call) => !isBad(call)) };
};

const answer = (request, response, calls) => {
  startedAt ??= Date.now();
  requests += 1;
  const found = fault(Date.now() - startedAt, requests);
  const result = validate(calls, request.headers["x-strict-mode"] === "1");
  if (!found || found.store) {
    for (const call of result.kept)
      stored.set(call.properties.email_id, (stored.get(call.properties.email_id) ?? 0) + 1);
  }
  if (!found) return response.writeHead(result.status).end(result.body);
  if (found.reset) return request.socket.resetAndDestroy();
  if (found.truncated) {
    response.writeHead(200, { "content-length": "100" });
    return response.write("{", () => request.socket.destroy());
  }
  const say = () => response.writeHead(found.status, found.headers).end(found.status === 200 ? "{}" : "");
  return found.delayMs ? setTimeout(say, found.delayMs) : say();
};

const server = createServer((request, response) => {
  const parts = [];
  request.on("error", () => {});
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(parts).toString());
    answer(request, response, body.batch ?? [body]);
  });
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("message", () => process.send({ stored: [...stored], requests }));
process.on("disconnect", () => process.exit());
