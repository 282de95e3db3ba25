/** The variables that hold secrets; each can be replaced by a file, which `..._FILE` names. */
export const secretVariables = [
  "AIRSHIP_APP_KEY",
  "AIRSHIP_TOKEN",
  "AIRSHIP_MASTER_SECRET",
  "WEBHOOK_SECRET",
  "PIPELINES_WRITE_KEY",
  "NATS_CREDENTIALS",
  "NATS_NKEY_SEED",
  "NATS_TOKEN",
  "NATS_USER",
  "NATS_PASSWORD",
] as const;

/** Whether a variable of the environment is set. A blank one isn't: that is how compose files and shells leave one out. */
export const isSet = (value: string | undefined): value is string => (value ?? "").trim() !== "";

type SecretVariable = (typeof secretVariables)[number];

/** Keys that look like a secret, in letters alone, with what holds it in place of the file. The first that fits counts. */
const secretKeys: readonly (readonly [RegExp, SecretVariable])[] = [
  [/^nats.*(nkey|seed)/, "NATS_NKEY_SEED"],
  [/^nats.*passw/, "NATS_PASSWORD"],
  [/^nats.*user/, "NATS_USER"],
  [/^nats.*token/, "NATS_TOKEN"],
  [/^nats.*(cred|secret|auth|jwt)/, "NATS_CREDENTIALS"],
  [/^webhook.*(secret|token|bearer|passw|key|auth|credential)/, "WEBHOOK_SECRET"],
  [/appkey|^airshipkey/, "AIRSHIP_APP_KEY"],
  [/mastersecret/, "AIRSHIP_MASTER_SECRET"],
  [/writekey|apikey|pipelines?(secret|token|key)/, "PIPELINES_WRITE_KEY"],
  [/token|bearer/, "AIRSHIP_TOKEN"],
  [/^airship.*(secret|passw|auth|credential)/, "AIRSHIP_MASTER_SECRET"],
];

const anySecret = /secret|passw|passphrase|credential|authorization|^auth$|privatekey|accesskey|^keys?$|^env$/;

const toLetters = (words: readonly string[]): string =>
  words
    .join("")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");

/**
 * Returns what to set in place of a secret in a file.
 *
 * @param path - The keys that lead to it.
 * @returns `undefined` for a key that doesn't look like one.
 */
export const replaceSecret = (path: readonly string[]): string | undefined => {
  const letters = toLetters(path);
  const [, variable] = secretKeys.find(([form]) => form.test(letters)) ?? [];
  if (variable !== undefined) return `${variable} or ${variable}_FILE`;
  const last = toLetters(path.slice(-1));
  return anySecret.test(last) ? `one of ${secretVariables.join(", ")}, or its ..._FILE` : undefined;
};
