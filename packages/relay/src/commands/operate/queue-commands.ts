import { choice, defineCommand, number, required } from "@email-events/cli";
import { toLine } from "@email-events/core/mapping";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import { print } from "../../terminal/print.ts";
import { formatCreated, formatQueue } from "./format-queue.ts";
import { queueInputs, withQueue } from "./with-queue.ts";
import { unusableState } from "./with-state.ts";

/** Several of the largest batches and events, so that none is too large for an empty queue. */
const leastBytes = 10_000_000;

const printWarnings = ({ messages }: CommandIo, warnings: readonly string[]): void =>
  warnings.forEach((warning) => messages.line(`warning: ${toLine(warning)}`));

const report = choice("FORMAT", ["json"], "the result as one line of JSON; text by default");

/** `email-events queue create`: the streams of a queue. Those that are there stay as they are. */
export const queueCreateCommand = defineCommand({
  name: "create",
  summary: "Create the streams of a queue on NATS JetStream; those that exist aren't changed",
  usage: "--nats URL --replicas 1|3 --max-bytes BYTES [options]",
  inputs: {
    ...queueInputs,
    replicas: required(choice("N", ["1", "3"], "how many brokers keep each message")),
    "max-bytes": required(
      number("BYTES", { least: leastBytes }, "most bytes of the events that wait; what is set aside may take a tenth"),
    ),
    report,
  },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay queue create --nats nats://127.0.0.1:4222 --replicas 1 --max-bytes 10000000000",
    "npx @email-events/relay queue create --nats nats://a:4222,nats://b:4222,nats://c:4222 --replicas 3 --max-bytes 10000000000",
  ],
  run: (options, io: CommandIo) =>
    withQueue(options, io, async ({ module, connection }) => {
      const sizes = { replicas: Number(options.replicas), maxBytes: options["max-bytes"] };
      const created = await module.createQueueStreams({ ...connection, ...sizes });
      printWarnings(io, created.warnings);
      const output = options.report === "json" ? { json: created } : { lines: formatCreated(created) };
      const isPrinted = await print(io, output, "the streams");
      if (created.differences.length > 0) return unusableState;
      return isPrinted ? 0 : 2;
    }),
});

/** `email-events queue info`: what waits, who leads, where sources continue. */
export const queueInfoCommand = defineCommand({
  name: "info",
  summary: "Show the state of a queue on NATS JetStream",
  usage: "--nats URL [options]",
  inputs: { ...queueInputs, report },
  environment: environments.operate,
  examples: ["npx @email-events/relay queue info --nats nats://127.0.0.1:4222"],
  run: (options, io: CommandIo) =>
    withQueue(options, io, async ({ module, connection }) => {
      const queue = await module.inspectQueueStreams(connection);
      printWarnings(io, queue.warnings);
      const output = options.report === "json" ? { json: queue } : { lines: formatQueue(queue) };
      return (await print(io, output, "the state of the queue")) ? 0 : 2;
    }),
});
