import { readFileSync, statSync } from "node:fs";
import { codeOf } from "@email-events/cli";
import { CommandError } from "../command-error.ts";
import { isSet, secretVariables } from "../config/secrets-in-file.ts";

export type SecretName = (typeof secretVariables)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** Larger than any secret: the credentials of a broker have about 1 KB. */
const maxSecretBytes = 65_536;

/** A pipe is empty when it is read again, or blocks the program; a device may have no end. */
const checkSecretFile = (variable: string, path: string): void => {
  const stats = statSync(path);
  // Reading one fails, with the system's words.
  if (stats.isDirectory()) return;
  if (!stats.isFile()) {
    throw new CommandError(
      `${variable}: it must name a file, not a pipe or a device, since it is read more than once.`,
    );
  }
  if (stats.size > maxSecretBytes) throw new CommandError(`${variable}: the file is too large to be a secret.`);
};

const readSecretFile = (variable: string, path: string): string => {
  let text: string;
  try {
    checkSecretFile(variable, path);
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${variable}: the file can't be read (${codeOf(error)}).`, { cause: error });
  }
  if (text === "") throw new CommandError(`${variable}: the file is empty.`);
  return text;
};

/**
 * Finds a secret in the environment, or in the file that `..._FILE` names, without blanks around it.
 *
 * @returns A function that reads it; a file is read anew each time, so that a secret can be replaced while the program
 *   runs. `undefined` where neither variable is set.
 * @throws CommandError when both are set, or the file can't be read. No message holds anything of the file.
 */
export const findSecret = (env: Environment, name: SecretName): (() => string) | undefined => {
  const value = env[name]?.trim() ?? "";
  const variable = `${name}_FILE`;
  const path = isSet(env[variable]) ? env[variable] : undefined;
  if (value !== "" && path !== undefined) throw new CommandError(`Set ${name} or ${variable}, not both.`);
  if (value !== "") return () => value;
  if (path === undefined) return undefined;
  const read = (): string => readSecretFile(variable, path);
  read();
  return read;
};

/** A user's name is no secret: it may be a word of the log, such as `queue`. */
const isHidden = (name: SecretName): boolean => name !== "NATS_USER";

/** Every secret that is set and can be read, so that none gets into a log. */
export const readSecrets = (env: Environment): readonly string[] =>
  secretVariables.filter(isHidden).flatMap((name) => {
    try {
      return findSecret(env, name)?.() ?? [];
    } catch {
      return [];
    }
  });

const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/**
 * Finds a secret that must be there.
 *
 * @param why - What needs it, for the message.
 * @throws CommandError when it isn't set or can't be sent in a header, and what `findSecret` throws.
 */
export const requireSecret = (env: Environment, name: SecretName, why: string): (() => string) => {
  const secret = findSecret(env, name);
  if (secret === undefined) throw new CommandError(`Set ${name} or ${name}_FILE; ${why} needs it.`);
  if (!isHeaderText(secret())) throw new CommandError(`${name} must be visible ASCII characters without blanks.`);
  return secret;
};
