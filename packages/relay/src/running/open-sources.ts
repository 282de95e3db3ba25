import { CommandError } from "../command-error.ts";
import type { Engine } from "./engine.ts";
import { claimOffset } from "./identity.ts";
import { requireSecret } from "./secrets.ts";
import type { RunSettings, SourceName, StreamName } from "./settings.ts";
import type { Source } from "./source.ts";
import { createStreamSource } from "./stream-source.ts";
import { openWebhookSource } from "./webhook-source.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const secretOf = { airship: "AIRSHIP_TOKEN", compliance: "AIRSHIP_MASTER_SECRET" } as const;

/** What opens a source: settings and secrets that were found. */
type Opener = (engine: Engine) => Source | Promise<Source>;

const prepareStream = (name: StreamName, { airship }: RunSettings, env: Environment): Opener => {
  if (airship === undefined) throw new CommandError(`--source ${name} needs --airship-region or --airship-url.`);
  const why = `--source ${name}`;
  const appKey = requireSecret(env, "AIRSHIP_APP_KEY", why)();
  const secret = requireSecret(env, secretOf[name], why);
  return (engine) => {
    const { store, status, clock, signal, onFatal } = engine;
    claimOffset(store, name, { appKey, partition: airship.partition });
    const shared = { store, status, clock, signal, onFatal, now: () => clock.now() };
    return createStreamSource(
      { name, settings: airship, appKey, secret },
      {
        ...shared,
        handler: engine.handlerOf(name),
        committer: engine.createCommitter(),
        room: engine.createRoom(),
      },
    );
  };
};

const prepareWebhook = ({ webhook }: RunSettings, env: Environment): Opener => {
  if (webhook === undefined) throw new CommandError("--source webhook needs --webhook-listen HOST:PORT.");
  const secret = requireSecret(env, "WEBHOOK_SECRET", "--source webhook")();
  return ({ queue, parsed, status, clock, signal, abandon, onFatal }) =>
    openWebhookSource({
      settings: webhook,
      secret,
      queue,
      parsed,
      status,
      signal,
      abandon,
      onFatal,
      now: () => clock.now(),
    });
};

/**
 * Checks the settings and secrets of all sources, before anything is opened. The webhook comes last, since it takes events
 * as soon as it is open.
 *
 * @returns What opens them. It throws a RunError when the state is of another stream or the webhook can't listen, and a
 *   CommandError for a start that is missing.
 * @throws CommandError for settings or secrets that are missing.
 */
export const prepareSources = (settings: RunSettings, env: Environment) => {
  const isWebhook = (name: SourceName): number => Number(name === "webhook");
  const openers = [...new Set(settings.sources)]
    .toSorted((one, other) => isWebhook(one) - isWebhook(other))
    .map((name) => (name === "webhook" ? prepareWebhook(settings, env) : prepareStream(name, settings, env)));
  return async (engine: Engine): Promise<readonly Source[]> => {
    const sources: Source[] = [];
    for (const open of openers) sources.push(await open(engine));
    return sources;
  };
};
