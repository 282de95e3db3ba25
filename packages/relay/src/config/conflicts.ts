import { isRecord } from "./is-record.ts";
import { isNumericBroker } from "./values.ts";

/** Settings that don't work together, in the words of a file and in those of the command line. */
export interface Conflict {
  readonly inFile: string;
  readonly asOptions: string;
}

interface Rule extends Conflict {
  /** Whether settings break it, whatever their values are. */
  readonly isBroken: (config: unknown) => boolean;
  /** Whether a file that breaks it is wrong by itself. Others can be completed by options. */
  readonly isOfFile: boolean;
}

const at = (config: unknown, section: string, key: string): unknown => {
  const found = isRecord(config) && Object.hasOwn(config, section) ? config[section] : undefined;
  return isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
};

const has = (config: unknown, section: string, key: string): boolean => at(config, section, key) !== undefined;

const brokersOf = (config: unknown): readonly string[] => {
  const servers = at(config, "nats", "servers");
  return Array.isArray(servers) ? servers.filter((server) => typeof server === "string") : [];
};

const needsTls = (config: unknown): boolean =>
  ["ca", "cert", "key"].some((key) => has(config, "nats", key)) ||
  brokersOf(config).some((server) => server.startsWith("tls://"));

const rules: readonly Rule[] = [
  {
    inFile: "airship: region and url are mutually exclusive",
    asOptions: "--airship-region and --airship-url are mutually exclusive",
    isBroken: (config) => has(config, "airship", "region") && has(config, "airship", "url"),
    isOfFile: true,
  },
  {
    inFile: "nats: cert and key are given together, or neither",
    asOptions: "--nats-cert and --nats-key are given together, or neither",
    isBroken: (config) => has(config, "nats", "cert") !== has(config, "nats", "key"),
    isOfFile: false,
  },
  {
    inFile: "nats.servers: with TLS, a broker is given by the name in its certificate, not by a number",
    asOptions: "--nats must be the name in the broker's certificate with TLS, not a number",
    isBroken: (config) => needsTls(config) && brokersOf(config).some(isNumericBroker),
    isOfFile: false,
  },
];

/**
 * Finds settings that don't work together. Pure.
 *
 * @param config - Settings, whose values needn't be valid.
 */
export const findConflicts = (config: unknown): readonly Conflict[] => rules.filter(({ isBroken }) => isBroken(config));

/** The same for a file over which options win: only what no option can complete. */
export const findConflictsOfFile = (config: unknown): readonly Conflict[] =>
  rules.filter(({ isBroken, isOfFile }) => isOfFile && isBroken(config));
