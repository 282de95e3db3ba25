import { z } from "zod";
import { configSources, type Config } from "./config.ts";
import { addressForm, durationForm, isOrigin, isPartition, parseAddress, parseDuration } from "./values.ts";

// The message of each schema is what it expects: a problem says `expected ...` with it.

const oneOf = <const Word extends string>(...words: readonly Word[]) => z.enum(words, { error: words.join(" or ") });

const textOf = (form: string, isValid: (text: string) => boolean) => z.string({ error: form }).refine(isValid, form);

const count = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

/** A section: keys that it doesn't have are errors, and each of its keys may be absent. */
const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, { error: "a section of keys" });

const listen = z.exactOptional(textOf(addressForm, (text) => parseAddress(text) !== undefined));
const isFilled = (text: string): boolean => text.trim() !== "";
const name = z.exactOptional(textOf("a name", isFilled));
const unsubscribeEvent = z.exactOptional(oneOf("Unsubscribed", "Email Unsubscribed"));
const keyForm = "a key, or a list of keys to try in turn";
const key = z.exactOptional(z.union([z.string(), z.array(z.string())], { error: keyForm }));
const moment = z.exactOptional(z.string({ error: "a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z" }));

const airshipMap = section({
  opens: z.exactOptional(oneOf("initial_open", "open", "both")),
  unsubscribeEvent,
  identity: z.exactOptional(oneOf("named-user-or-address", "channel")),
  forward: z.exactOptional(section({ delay: name, injection: name })),
  prefetchedOpens: z.exactOptional(oneOf("map", "skip")),
  complianceBounce: z.exactOptional(oneOf("map", "skip")),
});

const bulkTrackingMap = section({
  unsubscribeEvent,
  identity: z.exactOptional(oneOf("user-id-or-recipient")),
  additional: z.exactOptional(
    section({
      userId: key,
      email_id: key,
      email_subject: key,
      campaign_id: key,
      campaign_name: key,
      link_id: key,
      list_id: key,
      list_name: key,
    }),
  ),
  plausibleTime: z.exactOptional(section({ from: moment, to: moment })),
});

const sourcesForm = `a list of ${configSources.join(", ")}, each at most once`;
const toForm = "sandbox, us, eu or an origin such as https://cdp.example.com";
const originForm = "an origin such as https://connect.example.com, without a path or credentials";
const deadlineForm = "a number of seconds from 0.001 to 604800";

/** The schema of a configuration file. */
export const configSchema: z.ZodType<Config> & { readonly shape: z.ZodRawShape } = section({
  sources: z.exactOptional(
    z
      .array(oneOf(...configSources), { error: sourcesForm })
      .min(1, sourcesForm)
      .refine((sources) => new Set(sources).size === sources.length, sourcesForm),
  ),
  to: z.exactOptional(textOf(toForm, (to) => ["sandbox", "us", "eu"].includes(to) || isOrigin(to))),
  state: z.exactOptional(textOf("the path of a file", isFilled)),
  airship: z.exactOptional(
    section({
      region: z.exactOptional(oneOf("us", "eu")),
      url: z.exactOptional(textOf(originForm, isOrigin)),
      start: z.exactOptional(oneOf("earliest", "latest")),
      partition: z.exactOptional(textOf("N/M, from 0/M to M-1/M", isPartition)),
    }),
  ),
  webhook: z.exactOptional(section({ listen })),
  ops: z.exactOptional(section({ listen })),
  grace: z.exactOptional(textOf(durationForm, (text) => parseDuration(text) !== undefined)),
  dedupe: z.exactOptional(count(0, 100_000_000)),
  stateMaxBytes: z.exactOptional(count(1_000_000, Number.MAX_SAFE_INTEGER)),
  deadline: z.exactOptional(
    z.number({ error: deadlineForm }).min(0.001, { error: deadlineForm }).max(604_800, { error: deadlineForm }),
  ),
  map: z.exactOptional(
    section({ airship: z.exactOptional(airshipMap), "bulk-tracking": z.exactOptional(bulkTrackingMap) }),
  ),
});
