import { choice, repeated, text, type ValuesOf } from "@email-events/cli";
import type { Config } from "../config/config.ts";
import type { Loose } from "../config/merge-config.ts";
import { sourceNames } from "../lifecycle/settings.ts";
import { address, partition } from "./run-inputs.ts";

/** The options of what reads sources until it is stopped. */
export const sourceInputs = {
  config: text("FILE", "configuration file, JSON or YAML; options override it"),
  source: repeated(choice("NAME", sourceNames, "what is read")),
  "airship-region": choice("REGION", ["us", "eu"], "region of the Airship project"),
  "airship-url": text("ORIGIN", "origin of the stream, in place of the region's"),
  "airship-start": choice("WHERE", ["earliest", "latest"], "where to begin, required until an offset is stored"),
  "airship-partition": partition("which of M runs that share the stream this is"),
  "airship-events": choice("WHICH", ["all", "email"], "email leaves out events of apps and phones; default: all"),
  "webhook-listen": address("where the webhook listens"),
  "ops-listen": address("where health and metrics are served"),
};

/** The options as a configuration file has them. */
export const toSourceConfig = (options: ValuesOf<typeof sourceInputs>): Loose<Config> => ({
  sources: options.source.length > 0 ? [...new Set(options.source)] : undefined,
  airship: {
    region: options["airship-region"],
    url: options["airship-url"],
    start: options["airship-start"],
    partition: options["airship-partition"],
    events: options["airship-events"],
  },
  webhook: { listen: options["webhook-listen"] },
  ops: { listen: options["ops-listen"] },
});
