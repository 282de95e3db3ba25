import { text, UsageError, type ValuesOf } from "@email-events/cli";
import type { QueueOperator } from "@email-events/jetstream";
import { mergeConfig } from "../../config/merge-config.ts";
import { readConfig } from "../../config/read-config.ts";
import { loadJetStream, toConnection, type JetStreamModule } from "../../queue/open-jetstream.ts";
import { isQueueError } from "../../queue/queue-error.ts";
import { findNatsCredentials } from "../../lifecycle/nats-credentials.ts";
import { toRunError } from "../../lifecycle/queue-run-error.ts";
import { RunError } from "../../run-error.ts";
import type { CommandIo } from "../../terminal.ts";
import { natsInputs, toNatsConfig, toNatsSettings } from "../nats-inputs.ts";

/** The options that say where a queue is. */
export const queueInputs = {
  config: text("FILE", "configuration file with the section nats; options override it"),
  ...natsInputs,
};

export type QueueOptions = ValuesOf<typeof queueInputs>;

/** What works with a queue: the package, and how to connect. */
export interface QueueAccess {
  readonly module: JetStreamModule;
  readonly connection: ReturnType<typeof toConnection>;
}

const openAccess = async (options: QueueOptions, { env, interrupt }: CommandIo): Promise<QueueAccess> => {
  const file = options.config === undefined ? {} : await readConfig(options.config, interrupt);
  const { nats } = mergeConfig(file, { nats: toNatsConfig(options) });
  const connection = toConnection(toNatsSettings(nats), findNatsCredentials(env));
  return { connection, module: await loadJetStream() };
};

/** Runs `work` with access to a queue. If the queue can't be used, prints why and returns the exit code 3 or 4. */
export const withQueue = async (
  options: QueueOptions,
  io: CommandIo,
  work: (access: QueueAccess) => Promise<number>,
): Promise<number> => {
  const access = await openAccess(options, io);
  try {
    return await work(access);
  } catch (error) {
    const failure = isQueueError(error) ? toRunError(error) : error;
    if (!(failure instanceof RunError)) throw error;
    io.messages.line(`error: ${failure.message}`);
    return failure.exitCode;
  }
};

/** Opens a queue beside the processes that use it, and closes it when the work is done. */
export const withQueueOperator = (
  options: QueueOptions,
  io: CommandIo,
  work: (operator: QueueOperator) => Promise<number>,
): Promise<number> =>
  withQueue(options, io, async ({ module, connection }) => {
    const operator = await module.openQueueOperator(connection);
    try {
      return await work(operator);
    } finally {
      await operator.close();
    }
  });

/** The options that name a state file or a queue. */
export const placeInputs = {
  state: text("FILE", "state file of a run"),
  ...queueInputs,
  config: text("FILE", "configuration file that names the state or the queue; options override it"),
};

type PlaceOptions = ValuesOf<typeof placeInputs>;

/** Whether an option was written; one that is repeatable has a list. */
const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Returns the name of the first option that only a queue has. */
const findQueueOption = ({ state: _state, config: _config, ...options }: PlaceOptions): string | undefined =>
  Object.entries(options).find(([name, value]) => Object.hasOwn(queueInputs, name) && isGiven(value))?.[0];

/**
 * Does something with a state, or with a queue. A configuration file of `run` names a state; in one that names both, the
 * queue counts.
 *
 * @throws UsageError where neither is named, or both are, and CommandError for a file that isn't valid.
 */
export const inPlace = async <Result>(
  options: PlaceOptions,
  { interrupt }: CommandIo,
  ways: { readonly state: (path: string) => Promise<Result>; readonly queue: () => Promise<Result> },
): Promise<Result> => {
  const { state, config } = options;
  const ofQueue = findQueueOption(options);
  if (state !== undefined && ofQueue !== undefined)
    throw new UsageError(`--state and --${ofQueue} are mutually exclusive`);
  if (state !== undefined) return ways.state(state);
  if (ofQueue !== undefined) return ways.queue();
  const file = config === undefined ? {} : await readConfig(config, interrupt);
  if (file.nats?.servers !== undefined) return ways.queue();
  if (file.state !== undefined) return ways.state(file.state);
  throw new UsageError("--state is required (state file of a run), or --nats with a broker of the queue");
};
