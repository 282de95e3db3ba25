// Runs one client against one fault: node run-one.mjs CLIENT URL COUNT FAULT
import { setTimeout as sleep } from "node:timers/promises";
import { makeEvents } from "../pipelines/events.mjs";
import { clients } from "./clients.mjs";

const [name, url, count, fault] = process.argv.slice(2);
const perChunk = 100;
const paceMs = 3_000;

const bad = {
  "a poison event in every 100": { poison: true },
  "an oversize event in every 100": { note: "x".repeat(40_000) },
}[fault];
const events = makeEvents(Number(count)).map((event, n) =>
  bad && n % perChunk === 50 ? { ...event, properties: { ...event.properties, ...bad } } : event,
);
async function* paced() {
  for (let at = 0; at < events.length; at += perChunk) {
    yield events.slice(at, at + perChunk);
    await sleep((paceMs * perChunk) / events.length);
  }
}
const told = new Set();
const from = Date.now();
await clients[name](url, paced(), (id) => told.add(id));
const badIds = events.filter((_, n) => bad && n % perChunk === 50).map(({ properties }) => properties.email_id);
process.send({ told: [...told], badIds, seconds: (Date.now() - from) / 1000 }, () => process.exit());
