import type { AirshipConfig, Config, ListenConfig, NatsConfig } from "./config.ts";
import type { MapperOptions } from "@email-events/diagnose/sources";

/** Settings of which each may be `undefined`, as options that aren't written are. */
export type Loose<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T;

type Given<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Returns the settings that aren't undefined. */
const given = <T extends object>(settings: T | undefined): Given<T> => {
  const entries = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined);
  // The type of `Object.fromEntries` has no names; these are those of the settings.
  return Object.fromEntries(entries) as Given<T>;
};

/** Merges a section of which a later one wins key by key. */
const mergeSection = <T extends object>(first: T | undefined, second: Loose<T> | undefined): T | undefined => {
  const both = { ...given(first), ...given(second) };
  // Both have the keys and the values of the section.
  return Object.keys(both).length === 0 ? undefined : (both as T);
};

/** A region and a URL say the same: the one that was written later replaces the other. */
const withoutOther = (airship: AirshipConfig | undefined, later: Loose<AirshipConfig> | undefined) => {
  if (airship === undefined || later === undefined) return airship;
  const { region, url, ...others } = airship;
  return {
    ...others,
    ...(region !== undefined && later.url === undefined && { region }),
    ...(url !== undefined && later.region === undefined && { url }),
  };
};

/** Merges settings with those that win over them, such as options of the command line over a file. Pure. */
export const mergeConfig = (config: Config, options: Loose<Config>): Config => {
  const { airship, webhook, ops, nats, map, ...others } = options;
  return given({
    ...config,
    ...given(others),
    airship: mergeSection<AirshipConfig>(withoutOther(config.airship, airship), airship),
    webhook: mergeSection<ListenConfig>(config.webhook, webhook),
    ops: mergeSection<ListenConfig>(config.ops, ops),
    nats: mergeSection<NatsConfig>(config.nats, nats),
    map: mergeSection<MapperOptions>(config.map, map),
  }) as Config;
};
