import { toLine } from "@email-events/core/mapping";
import type { CreatedStreams, Difference, InspectedQueue, InspectedStream, QueueOffset } from "@email-events/jetstream";
import { toTime } from "./format-rejects.ts";

const count = (value: number): string => value.toLocaleString("en");

const formatDifference = ({ of, setting, expected, found }: Difference): string =>
  toLine(`${of} has ${setting} ${found} in place of ${expected}; it was not changed.`);

/** Returns what was made of the streams of a queue. */
export const formatCreated = ({ created, existing, differences }: CreatedStreams): readonly string[] => [
  ...created.map((name) => `${name}: created`),
  ...existing.map((name) => `${name}: exists`),
  ...differences.map(formatDifference),
];

const formatStream = (stream: InspectedStream): string => {
  const { name, messages, bytes, maxBytes, replicas, leader, lagging, offline, isReady } = stream;
  const words = [
    `${count(messages)} messages`,
    maxBytes === -1 ? `${count(bytes)} bytes` : `${count(bytes)} of ${count(maxBytes)} bytes`,
    replicas === 1 ? "1 replica" : `${replicas} replicas`,
    ...(leader === undefined ? [] : [`leader ${leader}`]),
    ...(lagging.length === 0 ? [] : [`behind: ${lagging.join(" ")}`]),
    ...(offline.length === 0 ? [] : [`offline: ${offline.join(" ")}`]),
    isReady ? "ready" : "not ready",
  ];
  return toLine(`${name}  ${words.join(", ")}`);
};

/** Returns where a partition of a source continues, and who reads it. */
export const formatQueueOffset = ({ source, partition, partitions, offset, holder, storedAt }: QueueOffset): string =>
  toLine(
    `${source} ${partition}/${partitions ?? "?"}  ${offset ?? "no offset"}  stored ${toTime(storedAt)}  by ${holder}`,
  );

const formatConsumer = ({ consumer }: InspectedQueue): string => {
  if (consumer === undefined) return "deliver  no worker has connected yet";
  const { pending, held, redelivered, waiting } = consumer;
  return `deliver  ${count(pending)} pending, ${count(held)} held, ${count(redelivered)} of them redelivered, ${count(waiting)} waiting requests of workers`;
};

/** Returns the state of a queue. */
export const formatQueue = (queue: InspectedQueue): readonly string[] => [
  toLine(`nats-server ${queue.serverVersion}`),
  ...queue.streams.map(formatStream),
  formatConsumer(queue),
  ...queue.offsets.map(formatQueueOffset),
];
