import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, UsageError } from "@email-events/cli";
import { checkSettings, toNames } from "@email-events/jetstream/testing";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import { checkConfig } from "../config/check-config.ts";
import type { Config } from "../config/config.ts";
import { readConfig } from "../config/read-config.ts";
import { loadConfigSchema } from "../config/schema.ts";
import { openDestination } from "../destination/destination.ts";
import { toConnection } from "../queue/open-jetstream.ts";
import type { NatsSettings } from "../queue/nats-settings.ts";
import { checkRun } from "../running/check-run.ts";
import { systemClock } from "../lifecycle/clock.ts";
import { prepareSources } from "../receiving/open-sources.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { runCommand } from "../testing/run-command.ts";
import { secrets } from "../testing/start-run.ts";
import { deliverCommand } from "./deliver.ts";
import { ingestCommand } from "./ingest.ts";
import { runCommand as runDefinition } from "./run.ts";
import { toDeliverSettings, toIngestSettings, toRunSettings } from "./run-settings.ts";

const runs = Number(process.env["FUZZ_SETTINGS"] ?? 100);
const folder = mkdtempSync(join(tmpdir(), "relay-agree-"));
afterAll(() => rmSync(folder, { recursive: true }));
const pem = join(folder, "a.pem");
writeFileSync(pem, "no certificate");

const origins = [
  "https://a.test",
  "https://a.test/",
  "https://a.test:0",
  "https://[::1]",
  "http://[::1]:1",
  "http://127.1",
];
const odd = [
  "http://a.test",
  "http://localhost.",
  "https://a.test/b",
  "https://a.test?",
  "https://a.test#",
  " https://a.test",
  "https://a.test ",
  "https:a.test",
  "https:\\\\a.test",
  "HTTPS://A.test",
  "https://a.test:65536",
  "https://A.test:443",
  "https://u@a.test",
  "ftp://a.test",
  "a.test",
];
const places = [
  "127.0.0.1:0",
  "[::1]:65535",
  "localhost:1",
  "0:80",
  "::1:80",
  "[1.2.3.4]:80",
  "1.2.3.4.5:80",
  "a%b:80",
  "[x]:1",
  ":80",
  "a:65536",
];
const durations = ["0ms", "0s", "1ms", "999ms", "1s", "1000ms", "1h", "576h", "577h", "1d", "s", "-1s"];
const paths = ["state", "a/b", "ü", " ", "", "a\0b", "-"];
const counts = [0, 1, 999_999, 1_000_000, 1_000_001, 100_000_000, 100_000_001, 2 ** 53 - 1, 2 ** 53, -1, 0.5];

/** Values of each key, and the option that says the same. A key that is missing here fails a test below. */
const keys: Readonly<Record<string, { readonly option?: string; readonly values: readonly (string | number)[] }>> = {
  to: { values: ["sandbox", "us", "eu", "US", "us ", ...origins, ...odd] },
  state: { option: "state", values: paths },
  "airship.region": { option: "airship-region", values: ["us", "eu", "EU", ""] },
  "airship.url": { values: [...origins, ...odd] },
  "airship.start": { option: "airship-start", values: ["earliest", "latest", "EARLIEST"] },
  "airship.partition": {
    option: "airship-partition",
    values: ["0/1", "999998/999999", "1/1", "0/0", "a/2", "0/9999999"],
  },
  "airship.events": { option: "airship-events", values: ["all", "email", "EMAIL", ""] },
  "webhook.listen": { option: "webhook-listen", values: places },
  "ops.listen": { option: "ops-listen", values: places },
  "nats.prefix": { option: "prefix", values: ["a", "a-b", "a--b", "A", "a_b", "x".repeat(100), "x".repeat(101)] },
  "nats.connectTimeout": { option: "connect-timeout", values: durations },
  "nats.ca": { option: "nats-ca", values: paths },
  "nats.cert": { option: "nats-cert", values: paths },
  "nats.key": { option: "nats-key", values: paths },
  grace: { option: "grace", values: durations },
  dedupe: { option: "dedupe", values: counts },
  stateMaxBytes: { option: "state-max-bytes", values: counts },
  deadline: { option: "deadline", values: [0, 0.001, 0.5, 604_800, 604_801, -1] },
  hold: { option: "hold", values: durations },
  concurrency: { option: "concurrency", values: [0, 1, 1_000, 1_001, 1.5, -1] },
};
const brokers = [
  "nats://a.test:1", "tls://a.test", "a.test", "127.0.0.1:1", "tls://127.0.0.1:1", "nats://[::1]:1", "[::1]", "::1",
  "nats://a?b", "nats://a%b:1", "nats://[1.2.3.4]:1", "1.2.3.4.5", "nats://u@a", "nats://a/b", "ws://a:1", "a:b", "a:99999",
]; // prettier-ignore

/** Returns a configuration with a value at a path. */
const nested = (path: string, value: unknown): object =>
  path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;

const isInFile = async (config: object): Promise<boolean> =>
  checkConfig(await loadConfigSchema(), config).status === "valid";

const program = {
  name: "email-events",
  summary: "",
  version: "0",
  commands: [runDefinition, ingestCommand, deliverCommand],
  quote: (word: string) => word,
};

/** Whether any of the commands that have an option take a value of it. */
const isOption = (option: string, value: string | number): boolean =>
  ["run", "ingest", "deliver"].some((command) => {
    try {
      parse(program, [command, `--${option}=${value}`]);
      return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return false;
    }
  });

describe("a value of a setting", () => {
  it("is tried here for each key of a configuration file", async () => {
    const { paths: known } = await loadConfigSchema();
    const sections = new Set(["airship", "webhook", "ops", "nats", "map"]);
    const settings = known
      .map((path) => path.join("."))
      .filter((path) => !sections.has(path) && !path.startsWith("map."));
    expect([...Object.keys(keys), "sources", "nats.servers"].toSorted()).toEqual(settings.toSorted());
  });

  it.each(Object.entries(keys).filter(([, { option }]) => option !== undefined))(
    "%s is taken from a file where the option takes it, and nowhere else",
    async (path, { option = "", values }) => {
      for (const value of values) {
        expect([value, await isInFile(nested(path, value))]).toEqual([value, isOption(option, value)]);
      }
    },
  );

  it("of nats.servers is, too", async () => {
    for (const broker of brokers) {
      expect([broker, await isInFile({ nats: { servers: [broker] } })]).toEqual([broker, isOption("nats", broker)]);
    }
  });
});

const status = createRunStatus({ note: () => undefined, trouble: () => undefined });

/** Begins a process as far as it gets without a network and a state. */
const starts = {
  run: async (config: Config) => {
    const settings = toRunSettings(config, {});
    // What the store asks first.
    statSync(settings.state, { throwIfNoEntry: false });
    const openSources = prepareSources(settings, secrets);
    await checkRun(
      { ...settings, state: join(folder, "none") },
      { env: secrets, openSources, status, clock: systemClock },
    );
    const { to, deadlineMs } = settings;
    if (to === "sandbox") return;
    const destination = await openDestination(to, { env: secrets, deadlineMs, onTrouble: () => undefined });
    await destination.close();
  },
  ingest: async (config: Config) => checkQueue(toIngestSettings(config).nats),
  deliver: async (config: Config) => checkQueue(toDeliverSettings(config, {}).nats),
};

/** Checks what a queue checks before it connects. */
const checkQueue = (nats: NatsSettings): void => {
  const connection = toConnection(nats, undefined);
  checkSettings(connection);
  toNames(connection.stream);
};

/** Sets a value at a path. */
const withValue = (config: object, [key = "", ...rest]: readonly string[], value: unknown): object => {
  const inner: unknown = Reflect.get(config, key);
  if (rest.length === 0) return { ...config, [key]: value };
  return { ...config, [key]: withValue(typeof inner === "object" && inner !== null ? inner : {}, rest, value) };
};

const whole = {
  sources: ["airship", "compliance", "webhook"],
  to: "us",
  state: "state",
  airship: { region: "eu", start: "latest" },
  webhook: { listen: "127.0.0.1:0" },
  nats: { servers: ["nats://a.test:1"] },
};

const change: fc.Arbitrary<readonly [path: string, value: unknown]> = fc.oneof(
  // A region and a URL are mutually exclusive.
  fc.constantFrom(...origins, ...odd).map((url) => ["airship", { url, start: "latest" }] as const),
  fc.subarray(brokers, { minLength: 1, maxLength: 2 }).map((servers) => ["nats.servers", servers] as const),
  fc
    .constantFrom(...Object.entries(keys))
    .chain(([path, { values }]) =>
      fc
        .constantFrom(...(path.startsWith("nats.c") || path === "nats.key" ? [pem, ""] : values))
        .map((value) => [path, value] as const),
    ),
);

describe("an origin", () => {
  const isTaken = (config: Config): Promise<boolean> =>
    starts.run(config).then(
      () => true,
      (error: unknown) => !(error instanceof CommandError),
    );

  it.each(["to", "airship.url"])(
    "is taken as %s from a file where its client takes it, and nowhere else",
    async (place) => {
      for (const origin of [...origins, ...odd]) {
        const config = withValue({ ...whole, airship: { url: origins[0], start: "latest" } }, place.split("."), origin);
        expect([origin, await isInFile(config)]).toEqual([origin, await isTaken(config)]);
      }
    },
  );
});

describe("a configuration file", () => {
  it("that config print takes is taken by run, ingest and deliver", { timeout: 60_000 + runs * 50 }, async () => {
    const path = join(folder, "relay.json");
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const config = changes.reduce<object>((all, [place, value]) => withValue(all, place.split("."), value), whole);
        writeFileSync(path, JSON.stringify(config));
        const { exitCode } = await runCommand(["config", "print", "--config", path]);
        if (exitCode !== 0) return;
        taken += 1;
        const read = await readConfig(path);
        for (const start of Object.values(starts)) await expect(start(read)).resolves.toBeUndefined();
      }),
      { numRuns: runs },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
