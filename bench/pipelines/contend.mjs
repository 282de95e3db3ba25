// Runs one contender once, in its own process: node --expose-gc contend.mjs NAME URL COUNT
import { contenders } from "./contenders.mjs";
import { makeEvents } from "./events.mjs";

const [name, url, count] = process.argv.slice(2);
const contender = contenders[name];
const events = makeEvents(Number(count));
// The first thousand events load modules and warm up the code, as in a running service.
await contender(url, makeEvents(1_000));
globalThis.gc();
globalThis.gc();

const startBytes = process.memoryUsage.rss();
let peakBytes = startBytes;
// A timer of 2 ms detects every stall, even one that begins before it fires for the first time.
let stallMs = 0;
let lastAt = performance.now();
const sample = () => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  stallMs = Math.max(stallMs, performance.now() - lastAt - 2);
  lastAt = performance.now();
};
const sampler = setInterval(sample, 2);
const cpu = process.cpuUsage();
const from = performance.now();
await contender(url, events);
const ms = performance.now() - from;
const { user, system } = process.cpuUsage(cpu);
clearInterval(sampler);
sample();
process.send({
  ms,
  cpuMs: (user + system) / 1000,
  memoryMb: (peakBytes - startBytes) / 1e6,
  stallMs,
});
process.disconnect();
