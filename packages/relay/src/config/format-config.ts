import type { Config } from "./config.ts";
import { isSet, secretVariables } from "./secrets-in-file.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables by which each secret is set; none for one that isn't. Never the secret itself. */
export const findSetSecrets = (env: Environment): readonly (readonly [string, readonly string[]])[] =>
  secretVariables.map((name) => [name, [name, `${name}_FILE`].filter((variable) => isSet(env[variable]))]);

const formatSecret = ([name, variables]: readonly [string, readonly string[]]): string => {
  const [variable, other] = variables;
  if (variable === undefined) return `# ${name}: not set`;
  return other === undefined
    ? `# ${name}: set by ${variable}`
    : `# ${name}: set by ${variable} and ${other}; run takes only one of them`;
};

/** Returns settings as the lines of a configuration file, and which secrets are set as comments. */
export const formatConfig = async (config: Config, env: Environment): Promise<readonly string[]> => {
  // Loaded here, since most commands print no file.
  const { stringify } = await import("yaml");
  // A long text stays on its line.
  const lines = stringify(config, { lineWidth: 0 }).trimEnd().split("\n");
  return [...lines, ...findSetSecrets(env).map(formatSecret)];
};
