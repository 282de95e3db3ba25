// One contender, once, in a process of its own: node --expose-gc contend.mjs NAME URL COUNT
import { monitorEventLoopDelay } from "node:perf_hooks";
import { contenders } from "./contenders.mjs";
import { makeEvents } from "./events.mjs";

const [name, url, count] = process.argv.slice(2);
const contender = contenders[name];
const events = makeEvents(Number(count));
// The first thousand load the modules and warm the code, as in a service that has been up for a while.
await contender(url, makeEvents(1_000));
globalThis.gc();
globalThis.gc();

const startBytes = process.memoryUsage.rss();
let peakBytes = startBytes;
const sampler = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, 2);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const cpu = process.cpuUsage();
const from = process.hrtime.bigint();
await contender(url, events);
const ms = Number(process.hrtime.bigint() - from) / 1e6;
const { user, system } = process.cpuUsage(cpu);
delay.disable();
clearInterval(sampler);
peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
process.send({
  ms,
  cpuMs: (user + system) / 1000,
  memoryMb: (peakBytes - startBytes) / 1e6,
  stallMs: delay.max / 1e6,
});
process.disconnect();
