import {
  createPipelinesClient,
  isConfigError,
  type PipelinesClient,
  type PipelinesClientOptions,
} from "@email-events/pipelines";
import { CommandError } from "../command-error.ts";
import type { OutgoingEvent } from "./outgoing-event.ts";
import type { SendOutcome } from "./send-outcome.ts";
import { isOriginForm } from "./is-origin-form.ts";
import { quote } from "../terminal/quote.ts";

/** Where events go. */
export interface Destination {
  /** Sends chunks of events, and yields the outcome of each event, in any order. */
  readonly sendChunks: (
    chunks: AsyncIterable<readonly OutgoingEvent[]>,
  ) => AsyncIterable<readonly SendOutcome<OutgoingEvent>[]>;
  /** How many events it holds that have no outcome yet. */
  readonly inFlight: () => number;
  /** What the last request failed with, until an event is accepted again. */
  readonly trouble: () => string | undefined;
  /** Why nothing more is sent: the write key was refused, or it is closed. */
  readonly stopped: () => string | undefined;
  readonly close: () => Promise<void>;
}

/** How a destination is opened. */
export interface DestinationOptions {
  /** Holds the write key, `PIPELINES_WRITE_KEY`, for all but the sandbox. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long an event is tried for; the client's ten minutes by default. */
  readonly deadlineMs?: number | undefined;
  /** When aborted, returns at once what has no outcome yet. */
  readonly abandon?: AbortSignal | undefined;
  /** Is told of each request that has to be made again. */
  readonly onTrouble: (cause: string) => void;
}

const origins = new Map([
  ["us", "https://cdp.customer.io"],
  ["eu", "https://cdp-eu.customer.io"],
]);

/** Nothing is in flight at the end; only a command that fails leaves events to wait for. */
const closeTimeoutMs = 5_000;

type ClientOptions = PipelinesClientOptions<OutgoingEvent>;

const createClient = (options: ClientOptions): PipelinesClient<OutgoingEvent> => {
  try {
    return createPipelinesClient(options);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    // The client names its options; the user knows them by other names, and has no way to permit what is insecure.
    const sentence = error.message
      .replace(/^writeKey\b/, "PIPELINES_WRITE_KEY")
      .replace(/^endpoint\b/, "--to")
      .replace(/; allowInsecure.*/, ".");
    throw new CommandError(sentence, { cause: error });
  }
};

/** Opens a client, and remembers what its requests fail with. */
const openClient = (
  { deadlineMs, abandon, onTrouble }: DestinationOptions,
  address: Pick<ClientOptions, "writeKey" | "endpoint">,
): Destination => {
  let last: { readonly cause: string; readonly delivered: number } | undefined;
  const client = createClient({
    ...address,
    deadlineMs,
    signal: abandon,
    onRetry: ({ cause }) => {
      last = { cause, delivered: client.stats().delivered };
      onTrouble(cause);
    },
  });
  return {
    sendChunks: (chunks) => client.sendChunks(chunks),
    inFlight: () => client.stats().queuedEvents,
    trouble: () => (last?.delivered === client.stats().delivered ? last.cause : undefined),
    stopped: () => client.stats().stopped,
    close: async () => {
      await client.close({ timeoutMs: closeTimeoutMs });
    },
  };
};

const openSandbox = async (options: DestinationOptions): Promise<Destination> => {
  // Loaded here, since a server takes a third of the time in which the program starts.
  const { createSandbox } = await import("@email-events/sandbox");
  const sandbox = await createSandbox({ keep: 0 });
  const destination = openClient(options, { writeKey: "sandbox", endpoint: sandbox.url });
  return {
    ...destination,
    close: async () => {
      await destination.close();
      await sandbox.close();
    },
  };
};

const toOrigin = (to: string): string => {
  const origin = origins.get(to) ?? to;
  if (isOriginForm(origin) && URL.canParse(origin)) return origin;
  // What looks like a URL may hold credentials.
  if (/^\s*https?:/i.test(to)) throw new CommandError("--to must be an http(s) origin without credentials or path.");
  const named = /[@:]/.test(to) ? "" : ` "${quote(to)}"`;
  throw new CommandError(`There is no destination${named}; give --to sandbox, us, eu or a URL that begins with https.`);
};

/**
 * Opens the destination that `--to` names: `sandbox` (inside this process), `us`, `eu`, or the URL of a Pipelines API.
 * Nothing is tried here: a destination that can't be reached yet gets the client's usual patience.
 *
 * @throws CommandError for a name or URL that is none, for a key that is missing, and for what the client refuses.
 */
export const openDestination = async (to: string, options: DestinationOptions): Promise<Destination> => {
  if (to === "sandbox") return openSandbox(options);
  const endpoint = toOrigin(to);
  const writeKey = options.env["PIPELINES_WRITE_KEY"] ?? "";
  if (writeKey.trim() === "") {
    throw new CommandError(
      "Set PIPELINES_WRITE_KEY or PIPELINES_WRITE_KEY_FILE to the write key of your source; every --to but sandbox needs it.",
    );
  }
  return openClient(options, { writeKey, endpoint });
};
