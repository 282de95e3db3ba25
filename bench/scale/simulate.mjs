// What a deployment that is larger than this machine would do, second by second, from figures that run.mjs measured:
//   node bench/scale/simulate.mjs [--rate 20000] [--outage 3600] [--latency 100] [--requests 1000]
//     [--ingest-us 5.3] [--deliver-us 14] [--publish-1 150000] [--publish-3 100000]
import { flag } from "../flag.mjs";

const number = (name, fallback) => Number(flag(name, fallback));

/** Measured on this machine, one core each; a broker's rate is that of one stream, which has one leader. */
const figures = {
  ingestUs: number("ingest-us", 5.3),
  deliverUs: number("deliver-us", 14),
  publish: { 1: number("publish-1", 150_000), 3: number("publish-3", 100_000) },
  bytesAnEvent: 720,
};

/** What the surroundings allow. */
const surroundings = {
  arriving: number("rate", 20_000),
  latencyMs: number("latency", 100),
  /** Most requests a second that the API takes, and the events of one. */
  requests: number("requests", 1_000),
  eventsARequest: 500,
  outageSeconds: number("outage", 3_600),
};

const linesAChunk = 200;

/** What each step of a deployment takes, in events a second. */
const capacitiesOf = ({ partitions, brokers, workers, concurrency }) => {
  const byProcessor = 1e6 / figures.deliverUs;
  // A worker waits for the API as long as its chunks are out.
  const byWaiting = (concurrency * linesAChunk) / (surroundings.latencyMs / 1_000);
  return {
    ingest: (partitions * 1e6) / figures.ingestUs,
    brokers: figures.publish[brokers],
    workers: workers * Math.min(byProcessor, byWaiting),
    API: surroundings.requests * surroundings.eventsARequest,
  };
};

const slowestOf = (capacities) => Object.entries(capacities).toSorted(([, one], [, other]) => one - other)[0];

/** Lets events arrive while the API is away, and afterwards until nothing waits. */
const simulate = (deployment) => {
  const capacities = capacitiesOf(deployment);
  const intake = Math.min(surroundings.arriving, capacities.ingest, capacities.brokers);
  const output = Math.min(capacities.workers, capacities.API);
  let pending = 0;
  let most = 0;
  let second = 0;
  const limit = 14 * 86_400;
  for (; second < limit && (second < surroundings.outageSeconds || pending > 0); second += 1) {
    const isAway = second < surroundings.outageSeconds;
    pending = Math.max(0, pending + intake - (isAway ? 0 : output));
    most = Math.max(most, pending);
  }
  return {
    capacities,
    intake,
    gigabytes: (most * figures.bytesAnEvent) / 1e9,
    drainMinutes: second < limit ? (second - surroundings.outageSeconds) / 60 : Number.POSITIVE_INFINITY,
  };
};

const deployments = [
  { partitions: 1, brokers: 1, workers: 1, concurrency: 32 },
  { partitions: 1, brokers: 3, workers: 2, concurrency: 32 },
  { partitions: 2, brokers: 3, workers: 3, concurrency: 32 },
  { partitions: 2, brokers: 3, workers: 3, concurrency: 4 },
  { partitions: 4, brokers: 3, workers: 8, concurrency: 32 },
];

const thousands = (value) => Math.round(value).toLocaleString("en");

const rows = deployments.map((deployment) => {
  const { capacities, gigabytes, drainMinutes } = simulate(deployment);
  const { partitions, brokers, workers, concurrency } = deployment;
  const [slowest, most] = slowestOf(capacities);
  const drain = Number.isFinite(drainMinutes) ? `${drainMinutes.toFixed(0)} min` : "never";
  const cells = [
    partitions,
    brokers,
    workers,
    concurrency,
    thousands(most),
    slowest,
    `${gigabytes.toFixed(0)} GB`,
    drain,
  ];
  return `| ${cells.join(" | ")} |`;
});
const { arriving, outageSeconds, requests, latencyMs } = surroundings;
console.log(
  [
    `${thousands(arriving)} events/s arrive; the API answers after ${latencyMs} ms, takes ${thousands(requests)} requests/s, and is away for ${outageSeconds / 60} minutes`,
    "",
    "| partitions | brokers | workers | concurrency | at most, events/s | limited by | queue after the outage | until it is empty |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n"),
);
