import { CommandError } from "../command-error.ts";
import type { NatsCredentials } from "../queue/nats-settings.ts";
import { findSecret } from "./secrets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const findUser = (env: Environment): NatsCredentials | undefined => {
  const user = findSecret(env, "NATS_USER")?.();
  const password = findSecret(env, "NATS_PASSWORD")?.();
  if (user === undefined && password === undefined) return undefined;
  if (user !== undefined && password !== undefined) return { user, password };
  throw new CommandError("Set NATS_USER and NATS_PASSWORD, or ..._FILE of each; or neither of them.");
};

/**
 * Finds who connects to the brokers: the text of a credentials file, an nkey's seed, a token, or a user with a password.
 *
 * @returns `undefined` where none is set: the brokers take anybody.
 * @throws CommandError when several are set, or a file can't be read.
 */
export const findNatsCredentials = (env: Environment): NatsCredentials | undefined => {
  const creds = findSecret(env, "NATS_CREDENTIALS")?.();
  const nkeySeed = findSecret(env, "NATS_NKEY_SEED")?.();
  const token = findSecret(env, "NATS_TOKEN")?.();
  const found = [
    ...(creds === undefined ? [] : [{ creds }]),
    ...(nkeySeed === undefined ? [] : [{ nkeySeed }]),
    ...(token === undefined ? [] : [{ token }]),
    ...[findUser(env) ?? []].flat(),
  ];
  const [first, second] = found;
  if (second === undefined) return first;
  throw new CommandError("Set one of NATS_CREDENTIALS, NATS_NKEY_SEED, NATS_TOKEN, and NATS_USER with NATS_PASSWORD.");
};
