import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { inLanes } from "../in-lanes.mjs";
import { percentile } from "../percentile.mjs";

const callOf = (index) => ({
  type: "track",
  event: "Email Opened",
  userId: `user-${index}`,
  messageId: `message-${index}`,
  timestamp: "2026-03-09T07:41:12.000Z",
  context: { traits: { email: `reader-${index}@example.com` }, userAgent: "Mozilla/5.0 (X11; Linux x86_64)" },
  properties: { email_id: `email-${index}`, email_subject: "Books for spring", campaign_name: "Spring" },
});

/** A request as an official client sends it, with the key in the body, too. */
const bodyOf = (batch) =>
  JSON.stringify({
    batch: Array.from({ length: batch }, (_, index) => callOf(index)),
    writeKey: "write-key",
    sentAt: "2026-03-09T07:41:12.000Z",
  });

const start = async (name) => {
  const child = fork(new URL("./record-server.mjs", import.meta.url), [name]);
  const [{ url }] = await once(child, "message");
  const cpuUs = async () => {
    const answered = once(child, "message");
    child.send("cpu");
    const [message] = await answered;
    return message.cpuUs;
  };
  return { name, url, cpuUs, end: () => child.disconnect() };
};

const connections = 8;
const authorization = `Basic ${Buffer.from("write-key:").toString("base64")}`;

const post = (agent, url, body) =>
  new Promise((resolve, reject) => {
    const headers = { authorization, "content-type": "application/json", "content-length": body.length };
    const sent = request(`${url}/v1/batch`, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end(body);
  });

/** Sends requests over some connections; returns what the sandbox's process took for each event, in microseconds of CPU. */
const measure = async ({ cpuUs, url }, { batch, requests }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = Buffer.from(bodyOf(batch));
  const before = await cpuUs();
  await inLanes(connections, requests, () => post(agent, url, body));
  const after = await cpuUs();
  agent.destroy();
  return (after - before) / (requests * batch);
};

/**
 * Races a sandbox with its record of requests against one without, in short slices in turn.
 *
 * @returns By size of the batch: the rate with the record, of that without it; by CPU, the only thing that limits it.
 */
export const raceRecord = async ({ batches, rounds }) => {
  const both = [await start("recorded"), await start("unrecorded")];
  const results = [];
  try {
    for (const batch of batches) {
      const requests = Math.max(100, Math.ceil(3_000 / Math.sqrt(batch)));
      const times = { recorded: [], unrecorded: [] };
      for (let round = -2; round < rounds; round += 1) {
        const order = round % 2 === 0 ? both : both.toReversed();
        for (const one of order) {
          const cpuUs = await measure(one, { batch, requests });
          // The first rounds warm the processes up.
          if (round >= 0) times[one.name].push(cpuUs);
        }
      }
      const [recorded, unrecorded] = [times.recorded, times.unrecorded].map((values) => percentile(values, 0.25));
      results.push({ batch, ratio: unrecorded / recorded, cpuUs: recorded });
    }
  } finally {
    for (const { end } of both) end();
  }
  return results;
};
