import type { MapperOptions } from "@email-events/diagnose/sources";
import type { z as Zod } from "zod";
import { configSources, type Config } from "./config.ts";
import { createMapSchema } from "./map-schema.ts";
import { createParts, findPaths } from "./schema-parts.ts";
import {
  addressForm,
  brokerForm,
  durationForm,
  isBroker,
  isOrigin,
  isPartition,
  isPrefix,
  parseAddress,
  parseDuration,
  prefixForm,
} from "./values.ts";

const sourcesForm = `a list of ${configSources.join(", ")}, each at most once`;
const toForm = "sandbox, us, eu or an https origin such as https://cdp.example.com (http only on loopback)";
const originForm =
  "an https origin such as https://connect.example.com, without a path or credentials (http only on loopback)";
const pathForm = "the path of a file";
const deadlineForm = "a number of seconds from 0.001 to 604800";

const isPath = (text: string): boolean => text.trim() !== "";

const areDistinct = (sources: unknown): boolean => !Array.isArray(sources) || new Set(sources).size === sources.length;

const createSources = (z: typeof Zod) =>
  z
    .array(createParts(z).oneOf(...configSources), { error: sourcesForm })
    .min(1, sourcesForm)
    // By default, it would be skipped where a source is invalid.
    .refine(areDistinct, { error: sourcesForm, when: () => true });

const createAirship = (z: typeof Zod) => {
  const { oneOf, textOf, section } = createParts(z);
  return section({
    region: z.exactOptional(oneOf("us", "eu")),
    url: z.exactOptional(textOf(originForm, isOrigin)),
    start: z.exactOptional(oneOf("earliest", "latest")),
    partition: z.exactOptional(textOf("N/M, from 0/M to M-1/M", isPartition)),
  });
};

const createNats = (z: typeof Zod) => {
  const { textOf, section } = createParts(z);
  const error = `a list of ${brokerForm}`;
  const path = z.exactOptional(textOf(pathForm, isPath));
  return section({
    servers: z.exactOptional(z.array(textOf(brokerForm, isBroker), { error }).min(1, error)),
    prefix: z.exactOptional(textOf(prefixForm, isPrefix)),
    connectTimeout: z.exactOptional(textOf(durationForm, (text) => parseDuration(text) !== undefined)),
    ca: path,
    cert: path,
    key: path,
  });
};

const createSchema = (z: typeof Zod) => {
  const { textOf, count, section } = createParts(z);
  const server = section({ listen: z.exactOptional(textOf(addressForm, (text) => parseAddress(text) !== undefined)) });
  return section({
    sources: z.exactOptional(createSources(z)),
    to: z.exactOptional(textOf(toForm, (to) => ["sandbox", "us", "eu"].includes(to) || isOrigin(to))),
    state: z.exactOptional(textOf(pathForm, isPath)),
    airship: z.exactOptional(createAirship(z)),
    webhook: z.exactOptional(server),
    ops: z.exactOptional(server),
    nats: z.exactOptional(createNats(z)),
    grace: z.exactOptional(textOf(durationForm, (text) => parseDuration(text) !== undefined)),
    dedupe: z.exactOptional(count(0, 100_000_000)),
    stateMaxBytes: z.exactOptional(count(1_000_000, Number.MAX_SAFE_INTEGER)),
    deadline: z.exactOptional(
      z.number({ error: deadlineForm }).min(0.001, { error: deadlineForm }).max(604_800, { error: deadlineForm }),
    ),
    hold: z.exactOptional(textOf(durationForm, (text) => parseDuration(text) !== undefined)),
    concurrency: z.exactOptional(count(1, 1_000)),
    map: z.exactOptional(createMapSchema(z)),
  });
};

/** The schema of a configuration file, and the paths of all its keys. */
export interface ConfigSchema {
  readonly schema: Zod.ZodType<Config>;
  /** The part that describes `map`. */
  readonly map: Zod.ZodType<MapperOptions>;
  readonly paths: readonly (readonly string[])[];
}

/** Loads the schema: zod takes a fifth of the time in which the program starts, and most commands read no file. */
export const loadConfigSchema = async (): Promise<ConfigSchema> => {
  const { z } = await import("zod");
  const schema = createSchema(z);
  return { schema, map: createMapSchema(z), paths: findPaths(z, schema) };
};
