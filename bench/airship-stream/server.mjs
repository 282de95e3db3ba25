// Streams as many events of ~740 bytes as its argument says, packed or not, to whoever posts to it, in a process of its own.
import { once } from "node:events";
import { createServer } from "node:http";
import { createGzip } from "node:zlib";

const [count, encoding] = [Number(process.argv[2]), process.argv[3]];
const pad = Array.from({ length: 12 }, (_, n) => `"property_${n}":"value ${n * 7_919} of an event"`).join(",");
const line = (serial) =>
  `{"id":"e-${serial}","offset":"${1_000_000_000_000 + serial}","type":"CUSTOM","occurred":"2026-01-01T00:00:00.000Z","device":{"device_type":"EMAIL"},"body":{"name":"open","properties":{${pad}}}}\n`;

const write = async (response, text) => {
  if (!response.write(text)) await once(response, "drain");
};

const serve = async (response) => {
  const isGzip = encoding === "gzip";
  response.writeHead(200, isGzip ? { "content-encoding": "gzip" } : {});
  const body = isGzip ? createGzip({ level: 1 }) : response;
  if (isGzip) body.pipe(response);
  for (let serial = 0; serial < count;) {
    let text = "";
    while (text.length < 65_536 && serial < count) text += line(serial++);
    await write(body, text);
  }
  if (isGzip) body.flush();
};

const server = createServer((request, response) => {
  request.resume();
  void serve(response);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
