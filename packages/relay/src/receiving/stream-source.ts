import {
  AirshipStreamError,
  createAirshipStream,
  type AirshipStreamOptions,
  type StreamState,
} from "@email-events/airship-stream";
import { CommandError } from "../command-error.ts";
import type { Clock } from "../lifecycle/clock.ts";
import { toCommandWords } from "./refusal-words.ts";
import { toFilters } from "./stream-filters.ts";
import { RunError } from "../run-error.ts";
import type { AirshipSettings, StreamName } from "../lifecycle/settings.ts";
import type { StreamEpoch } from "./stream-epoch.ts";
import type { Source } from "./source.ts";
import type { RunStatus } from "../lifecycle/status.ts";

/** What one of Airship's streams is read with. */
export interface StreamSourceOptions {
  readonly name: StreamName;
  readonly settings: AirshipSettings;
  readonly appKey: string;
  /** The token, or for `compliance` the master secret; called before each connection. */
  readonly secret: () => string;
}

/** What a source of the run works with. */
export interface StreamSourceParts {
  /** Reads the offset behind which the stream continues. */
  readonly readOffset: () => string | undefined | Promise<string | undefined>;
  /** Begins to take chunks behind an offset; `onRefusedOffset` is called when an operator changed it meanwhile. */
  readonly beginEpoch: (offset: string | undefined, onRefusedOffset: () => void) => StreamEpoch;
  /** The option that names where offsets are kept, for messages. */
  readonly offsetsOption: "--state FILE" | "--nats URL";
  readonly status: RunStatus;
  readonly clock: Clock;
  /** Aborted when reading is to stop. */
  readonly signal: AbortSignal;
}

/** Turns what the stream says of its options into the words of the command line. */
const toCommandError = (error: TypeError): CommandError =>
  new CommandError(
    error.message
      .replace(/^endpoint\b/, "--airship-url")
      .replace(/^appKey\b/, "AIRSHIP_APP_KEY")
      .replace(/^The token function must return/, "AIRSHIP_TOKEN or AIRSHIP_MASTER_SECRET must be")
      .replace(/^partition must.*/, "--airship-partition must be N/M, with N from 0 to M - 1.")
      .replace(/; allowInsecure.*/, "."),
    { cause: error },
  );

/** Remembers why a secret can't be read now. The stream doesn't say: it repeats no message of what others gave it. */
const rememberTrouble = (read: () => string) => {
  let trouble: string | undefined;
  return {
    trouble: () => trouble,
    read: (): string => {
      try {
        trouble = undefined;
        return read();
      } catch (error) {
        if (error instanceof CommandError) trouble = error.message;
        throw error;
      }
    },
  };
};

const createStream = (
  { name, settings, appKey, secret }: StreamSourceOptions,
  beginning: { readonly start: "EARLIEST" | "LATEST" } | { readonly resumeOffset: string },
  others: Pick<AirshipStreamOptions, "signal" | "onState" | "clock">,
) => {
  const kind =
    name === "compliance"
      ? ({ stream: name, masterSecret: secret } as const)
      : ({ stream: "events", token: secret } as const);
  const { server, partition } = settings;
  const filters = toFilters(name, settings);
  const part = { ...(partition && { partition }), ...(filters && { filters }) };
  return createAirshipStream({ ...kind, ...server, ...beginning, ...others, ...part, appKey });
};

const toRefusal = (name: StreamName, offsetsOption: string, error: unknown): unknown => {
  if (error instanceof CommandError) return new RunError("sourceRefused", error.message);
  // A secret in a file was replaced by what can't be one.
  if (error instanceof TypeError) return new RunError("sourceRefused", `${name}: ${toCommandError(error).message}`);
  if (!(error instanceof AirshipStreamError)) return error;
  return new RunError("sourceRefused", `${name}: ${toCommandWords(name, offsetsOption, error.message)}`);
};

const missingStart = (name: StreamName): CommandError =>
  new CommandError(
    `--airship-start is required (earliest or latest) until an offset of ${name} is stored; earliest is what Airship keeps, 7 days.`,
  );

/**
 * Makes a source of one of Airship's streams. It resumes at the stored offset, and again when an operator changes it.
 *
 * @throws CommandError where neither an offset nor a start is known, and for settings that can't work; what `readOffset`
 *   throws.
 */
export const createStreamSource = async (options: StreamSourceOptions, parts: StreamSourceParts): Promise<Source> => {
  const { name, settings } = options;
  const secret = rememberTrouble(options.secret);
  const { readOffset, beginEpoch, offsetsOption, status, signal, clock } = parts;
  let restart = (): void => undefined;
  let isConnected = false;

  const beginningAt = (offset: string | undefined) => {
    if (offset !== undefined) return { resumeOffset: offset };
    if (settings.start === undefined) throw missingStart(name);
    return { start: settings.start };
  };
  const onState = (state: StreamState): void => {
    if (state.status === "open" && !isConnected) {
      isConnected = true;
      status.note(`${name}: connected`);
    }
    // Not at the first event: a stream may be without one for days.
    if (state.status === "receiving") status.recovered(name);
    if (state.status !== "waiting") return;
    status.count("reconnects");
    // A stream that ends regularly is opened again at once.
    if (state.attempt > 1 || !/ended the stream/.test(state.reason)) {
      status.trouble(name, secret.trouble() ?? state.reason);
    }
  };
  /** Reads until the run stops, or the offset was changed. */
  const readEpoch = async (offset: string | undefined): Promise<void> => {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    const epoch = beginEpoch(offset, () => restart());
    restart = () => {
      epoch.end();
      end();
    };
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    try {
      const stream = createStream({ ...options, secret: secret.read }, beginningAt(offset), {
        signal: ending.signal,
        onState,
        clock,
      });
      for await (const chunk of stream) await epoch.take(chunk);
    } finally {
      signal.removeEventListener("abort", end);
      await epoch.settled();
    }
  };
  const check = (beginning: ReturnType<typeof beginningAt>): void => {
    try {
      createStream(options, beginning, { signal });
    } catch (error) {
      throw error instanceof TypeError ? toCommandError(error) : error;
    }
  };
  // Finds invalid settings before anything is read, and before `readOffset`, which may take a partition over from another
  // process.
  check({ start: settings.start ?? "LATEST" });
  const first = await readOffset();
  if (!signal.aborted) check(beginningAt(first));

  let isAgain = false;
  return {
    name,
    run: async () => {
      if (settings.start === "LATEST" && first === undefined && !isAgain) {
        status.note(
          `${name}: begins at the latest event; until the first offset is stored, a broken connection or a restart misses events`,
        );
      }
      try {
        while (!signal.aborted) {
          const offset = isAgain ? await readOffset() : first;
          isAgain = true;
          if (!signal.aborted) await readEpoch(offset);
        }
      } catch (error) {
        throw toRefusal(name, offsetsOption, error);
      }
    },
    reread: () => restart(),
  };
};
