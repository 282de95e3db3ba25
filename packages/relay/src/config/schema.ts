import type { MapperOptions } from "@email-events/diagnose/sources";
import type { z as Zod } from "zod";
import { configSources, type Config } from "./config.ts";
import { createMapSchema } from "./map-schema.ts";
import { createParts, findPaths } from "./schema-parts.ts";
import {
  addressForm,
  brokerForm,
  durations,
  isBroker,
  isOrigin,
  isPartition,
  isPath,
  isPrefix,
  parseAddress,
  pathForm,
  prefixForm,
  ranges,
} from "./values.ts";

const sourcesForm = `a list of ${configSources.join(", ")}, each at most once`;
const toForm = "sandbox, us, eu or an https origin such as https://cdp.example.com (http only on loopback)";
const originForm =
  "an https origin such as https://connect.example.com, without a path or credentials (http only on loopback)";
const deadlineForm = `a number of seconds from ${ranges.deadline.least} to ${ranges.deadline.most}`;

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
    events: z.exactOptional(oneOf("all", "email")),
  });
};

const createNats = (z: typeof Zod) => {
  const { textOf, durationOf, section } = createParts(z);
  const error = `a list of ${brokerForm}`;
  const path = z.exactOptional(textOf(pathForm, isPath));
  return section({
    servers: z.exactOptional(z.array(textOf(brokerForm, isBroker), { error }).min(1, error)),
    prefix: z.exactOptional(textOf(prefixForm, isPrefix)),
    connectTimeout: z.exactOptional(durationOf(durations.connectTimeout)),
    ca: path,
    cert: path,
    key: path,
  });
};

const createSchema = (z: typeof Zod) => {
  const { textOf, durationOf, count, section } = createParts(z);
  const server = section({ listen: z.exactOptional(textOf(addressForm, (text) => parseAddress(text) !== undefined)) });
  return section({
    sources: z.exactOptional(createSources(z)),
    to: z.exactOptional(textOf(toForm, (to) => ["sandbox", "us", "eu"].includes(to) || isOrigin(to))),
    state: z.exactOptional(textOf(pathForm, isPath)),
    airship: z.exactOptional(createAirship(z)),
    webhook: z.exactOptional(server),
    ops: z.exactOptional(server),
    nats: z.exactOptional(createNats(z)),
    grace: z.exactOptional(durationOf(durations.grace)),
    dedupe: z.exactOptional(count(ranges.dedupe)),
    stateMaxBytes: z.exactOptional(count(ranges.stateMaxBytes)),
    deadline: z.exactOptional(
      z
        .number({ error: deadlineForm })
        .min(ranges.deadline.least, { error: deadlineForm })
        .max(ranges.deadline.most, { error: deadlineForm }),
    ),
    hold: z.exactOptional(durationOf(durations.hold)),
    concurrency: z.exactOptional(count(ranges.concurrency)),
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
