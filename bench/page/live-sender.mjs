// A sender in a process of its own: node live-sender.mjs URL CALLS_A_SECOND SECONDS. One request a call, as a client without batches;
// one call in ten is dropped, and one in ten has a name that is nearly a semantic one. Each messageId says when it was sent.
import { Agent, request } from "node:http";

const [url, rate, seconds] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const headers = {
  authorization: `Basic ${Buffer.from("key:").toString("base64")}`,
  "content-type": "application/json",
};

const eventOf = (index) => {
  const properties = index % 10 === 3 ? {} : { email_id: `email-${index}` };
  const event = index % 10 === 7 ? "Email Open" : "Email Opened";
  return { event, userId: `user-${index}`, properties, messageId: `${index}-${Date.now()}` };
};

const post = (index) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify(eventOf(index));
    const outgoing = request(`${url}/v1/track`, {
      method: "POST",
      agent,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    outgoing.on("response", (answer) => answer.resume().on("end", resolve));
    outgoing.on("error", reject);
    outgoing.end(body);
  });

const total = Number(rate) * Number(seconds);
const start = performance.now();
const pending = [];
let sent = 0;
const timer = setInterval(() => {
  const due = Math.min(total, Math.floor(((performance.now() - start) / 1_000) * Number(rate)));
  for (; sent < due; sent += 1) pending.push(post(sent));
  if (sent < total) return;
  clearInterval(timer);
  void Promise.all(pending).then(() => {
    process.send({ sent, seconds: (performance.now() - start) / 1_000 });
    process.disconnect();
    agent.destroy();
  });
}, 10);
