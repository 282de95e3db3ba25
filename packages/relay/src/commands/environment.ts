/** Variables of the environment, each with what it is for. */
type Variables = Readonly<Record<string, string>>;

const files: Variables = { NAME_FILE: "path of a file that holds the secret NAME, in place of the variable" };

const writeKey: Variables = { PIPELINES_WRITE_KEY: "write key of the destination; every --to but sandbox needs it" };

const proxy: Variables = {
  HTTPS_PROXY: "proxy of requests to the destination",
  NO_PROXY: "hosts for which it isn't used",
};

const sources: Variables = {
  AIRSHIP_APP_KEY: "app key of the project; both of Airship's streams need it",
  AIRSHIP_TOKEN: "token of the stream of events",
  AIRSHIP_MASTER_SECRET: "master secret of the app; the compliance stream needs it",
  WEBHOOK_SECRET: "secret of the webhook; its senders have the same",
};

const broker: Variables = {
  NATS_CREDENTIALS: "text of a credentials file; brokers may need this or one of the following",
  NATS_NKEY_SEED: "seed of an nkey",
  NATS_TOKEN: "token",
  NATS_USER: "user, together with NATS_PASSWORD",
  NATS_PASSWORD: "password",
};

/** What each command reads; `operate` stands for those that work on a state or a queue. */
export const environments = {
  relay: { ...writeKey, ...files, ...proxy },
  run: { ...sources, ...writeKey, ...files, ...proxy },
  ingest: { ...sources, ...broker, ...files },
  deliver: { ...writeKey, ...broker, ...files, ...proxy },
  operate: { "NATS_...": "with --nats: as for email-events deliver" },
} as const satisfies Record<string, Variables>;
