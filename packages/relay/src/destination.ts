import { connect } from "node:net";
import type { SemanticEmailEvent } from "@email-events/core";
import { createPipelinesClient, isConfigError, type PipelinesClientOptions } from "@email-events/pipelines";
import { createSandbox } from "@email-events/sandbox";
import { CommandError } from "./command-error.ts";
import type { RelayOptions } from "./relay.ts";

/** Where events go. */
export interface Destination {
  readonly send: RelayOptions["send"];
  /** Why it can't be reached, when it couldn't. */
  readonly unreachable?: string;
  readonly close: () => Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const origins = new Map([
  ["us", "https://cdp.customer.io"],
  ["eu", "https://cdp-eu.customer.io"],
]);

const connectTimeoutMs = 5_000;

/** Nothing is under way at the end; only a command that breaks off leaves events to wait for. */
const closeTimeoutMs = 5_000;

const isLoopback = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);

/** Whether the client may go through a proxy, past which nothing can be tried from here. */
const mayUseProxy = ({ hostname }: URL, env: Environment): boolean =>
  !isLoopback(hostname) &&
  ["https_proxy", "http_proxy", "all_proxy"].some((name) => (env[name] ?? env[name.toUpperCase()] ?? "") !== "");

/** Tries to connect, so that a wrong address shows in seconds and not after all retries. */
const findUnreachable = (origin: URL): Promise<string | undefined> =>
  new Promise((resolve) => {
    const port = Number(origin.port) || (origin.protocol === "https:" ? 443 : 80);
    const socket = connect({ host: origin.hostname.replace(/^\[|\]$/g, ""), port });
    const finish = (reason: string | undefined): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(connectTimeoutMs, () => finish(`no connection within ${connectTimeoutMs / 1_000} s`));
    socket.once("connect", () => finish(undefined));
    socket.once("error", (error) => finish("code" in error ? String(error.code) : error.message));
  });

const createClient = (options: PipelinesClientOptions<SemanticEmailEvent>) => {
  try {
    return createPipelinesClient(options);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    // The client names its options; the user knows them by other names.
    const sentence = error.message.replace(/^writeKey\b/, "PIPELINES_WRITE_KEY").replace(/^endpoint\b/, "--to");
    throw new CommandError(sentence, { cause: error });
  }
};

const openSandbox = async (): Promise<Destination> => {
  const sandbox = await createSandbox({ keep: 0 });
  const client = createClient({ writeKey: "sandbox", endpoint: sandbox.url });
  return {
    send: (events) => client.send(events),
    close: async () => {
      await client.close({ timeoutMs: closeTimeoutMs });
      await sandbox.close();
    },
  };
};

const toOrigin = (to: string): string => {
  const origin = origins.get(to) ?? to;
  if (/^https?:\/\//.test(origin) && URL.canParse(origin)) return origin;
  throw new CommandError(`There is no destination "${to}"; give --to sandbox, us, eu or a URL that begins with http.`);
};

/** Makes a function that passes on its first call alone. */
const once = (tell: (cause: string) => void): ((pause: { readonly cause: string }) => void) => {
  let isTold = false;
  return ({ cause }) => {
    if (!isTold) tell(cause);
    isTold = true;
  };
};

/**
 * Opens the destination that `--to` names: `sandbox` (inside this process), `us`, `eu`, or the URL of a Pipelines API.
 *
 * @param env - Holds the write key, `PIPELINES_WRITE_KEY`, for all but the sandbox.
 * @param onTrouble - Is told once, when a request has to be made again.
 * @throws CommandError for a name or URL that is none, and for a key that is missing.
 */
export const openDestination = async (
  to: string,
  env: Environment,
  onTrouble: (cause: string) => void,
): Promise<Destination> => {
  if (to === "sandbox") return openSandbox();
  const endpoint = toOrigin(to);
  const writeKey = env["PIPELINES_WRITE_KEY"] ?? "";
  if (writeKey.trim() === "") {
    throw new CommandError(`Set PIPELINES_WRITE_KEY to the write key of your source; --to ${to} needs it.`);
  }
  const client = createClient({ writeKey, endpoint, onRetry: once(onTrouble) });
  const origin = new URL(endpoint);
  const reason = mayUseProxy(origin, env) ? undefined : await findUnreachable(origin);
  return {
    send: (events) => client.send(events),
    ...(reason !== undefined && { unreachable: `no connection to ${origin.origin} (${reason})` }),
    close: async () => {
      await client.close({ timeoutMs: closeTimeoutMs });
    },
  };
};
