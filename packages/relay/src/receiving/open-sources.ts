import { CommandError } from "../command-error.ts";
import { requireSecret } from "../lifecycle/secrets.ts";
import type { RunSettings, SourceName, StreamName, WebhookSettings } from "../lifecycle/settings.ts";
import type { Source } from "./source.ts";
import type { StreamSourceOptions } from "./stream-source.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of sources. */
export type SourceSettings = Pick<RunSettings, "sources" | "airship" | "webhook">;

/** What opens sources with settings and secrets that were found. */
export interface SourceOpeners {
  readonly stream: (options: StreamSourceOptions) => Promise<Source>;
  readonly webhook: (options: { readonly settings: WebhookSettings; readonly secret: string }) => Promise<Source>;
}

type Opener = (openers: SourceOpeners) => Promise<Source>;

const secretOf = { airship: "AIRSHIP_TOKEN", compliance: "AIRSHIP_MASTER_SECRET" } as const;

const prepareStream = (name: StreamName, { airship }: SourceSettings, env: Environment): Opener => {
  if (airship === undefined) throw new CommandError(`--source ${name} needs --airship-region or --airship-url.`);
  const why = `--source ${name}`;
  const appKey = requireSecret(env, "AIRSHIP_APP_KEY", why)();
  const secret = requireSecret(env, secretOf[name], why);
  return ({ stream }) => stream({ name, settings: airship, appKey, secret });
};

const prepareWebhook = ({ webhook: settings }: SourceSettings, env: Environment): Opener => {
  if (settings === undefined) throw new CommandError("--source webhook needs --webhook-listen HOST:PORT.");
  const secret = requireSecret(env, "WEBHOOK_SECRET", "--source webhook")();
  return ({ webhook }) => webhook({ settings, secret });
};

/** Opens sources one after the other; those that are open are closed when one can't be opened. */
const openAll = async (prepared: readonly Opener[], openers: SourceOpeners): Promise<readonly Source[]> => {
  const sources: Source[] = [];
  try {
    for (const open of prepared) sources.push(await open(openers));
  } catch (error) {
    for (const { close } of sources) await close?.();
    throw error;
  }
  return sources;
};

/**
 * Checks the settings and secrets of all sources, before anything is opened.
 *
 * @param isWebhookFirst - Whether the webhook is opened before the streams. It takes events as soon as it is open.
 * @returns What opens them. It throws a CommandError for a start that is missing, a RunError when the webhook can't listen,
 *   and what the openers throw.
 * @throws CommandError for settings or secrets that are missing.
 */
export const prepareSources = (settings: SourceSettings, env: Environment, isWebhookFirst = false) => {
  const rankOf = (name: SourceName): number => Number((name === "webhook") !== isWebhookFirst);
  const prepared = [...new Set(settings.sources)]
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map((name) => (name === "webhook" ? prepareWebhook(settings, env) : prepareStream(name, settings, env)));
  return (openers: SourceOpeners): Promise<readonly Source[]> => openAll(prepared, openers);
};
