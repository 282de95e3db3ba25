import { choice, defineCommand, required, text, type Group } from "@email-events/cli";
import { findConflicts } from "../config/conflicts.ts";
import { configDefaults } from "../config/config.ts";
import { findSetSecrets, formatConfig } from "../config/format-config.ts";
import { mergeConfig } from "../config/merge-config.ts";
import { readConfig, toConfigError } from "../config/read-config.ts";
import type { CommandIo } from "../terminal.ts";
import { print } from "../terminal/print.ts";

/** `email-events config print`: the settings of a file with their defaults, and which secrets are set. */
const configPrintCommand = defineCommand({
  name: "print",
  summary: "Check a configuration file, and print its settings with their defaults, without secrets",
  usage: "--config FILE [options]",
  inputs: {
    config: required(text("FILE", "configuration file, JSON or YAML")),
    report: choice("FORMAT", ["json"], "the settings as one line of JSON; YAML by default"),
  },
  examples: ["npx @email-events/relay config print --config relay.yaml"],
  run: async ({ config: path, report }, io: CommandIo) => {
    const settings = mergeConfig(configDefaults, await readConfig(path, io.interrupt));
    const conflicts = findConflicts(settings).map(({ inFile }) => inFile);
    if (conflicts.length > 0) throw toConfigError(path, conflicts);
    const output =
      report === "json"
        ? { json: { settings, secrets: Object.fromEntries(findSetSecrets(io.env)) } }
        : { lines: await formatConfig(settings, io.env) };
    return (await print(io, output, "the configuration")) ? 0 : 2;
  },
});

/** The commands for configuration files. */
export const configGroup: Group<CommandIo> = {
  name: "config",
  summary: "Check and print a configuration file",
  commands: [configPrintCommand],
};
