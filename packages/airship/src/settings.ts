import { semanticEmailEventNames, type Unsubscribed } from "@email-events/core";
import { checkOptions, chooseIdentify, chooseOption, describeValue } from "@email-events/core/mapping";
import { identifyByChannel, identifyByNamedUserOrAddress, type Identify } from "./identify.ts";
import type { AirshipForwarding, AirshipMapperOptions, AirshipOpens } from "./options.ts";

/** The checked options with defaults. */
export interface Settings {
  readonly opens: AirshipOpens;
  readonly unsubscribeEvent: Unsubscribed["event"];
  readonly identify: Identify;
  readonly forward: AirshipForwarding;
  readonly prefetchedOpens: "map" | "skip";
  readonly complianceBounce: "map" | "skip";
}

/** The settings of a mapper without options. */
export const defaultSettings = {
  opens: "initial_open",
  unsubscribeEvent: "Unsubscribed",
  identify: identifyByNamedUserOrAddress,
  forward: {},
  prefetchedOpens: "map",
  complianceBounce: "skip",
} as const satisfies Settings;

const checkForwarding = (forward: AirshipForwarding | undefined): AirshipForwarding => {
  if (forward === undefined) return {};
  checkOptions("The option forward", forward, ["delay", "injection"]);
  for (const [kind, name] of Object.entries(forward)) {
    if (name === undefined) continue;
    if (typeof name !== "string" || name.trim() === "" || !name.isWellFormed())
      throw new TypeError(
        `The option forward.${kind} can't be ${describeValue(name)}: it must be the name of the custom event.`,
      );
    // A delay or an injection with a semantic name would be counted as that semantic event.
    if (semanticEmailEventNames.some((semantic) => semantic === name))
      throw new TypeError(`The option forward.${kind} can't be "${name}": that is the name of a semantic event.`);
  }
  return forward;
};

const optionNames = ["opens", "unsubscribeEvent", "identity", "forward", "prefetchedOpens", "complianceBounce"];

/**
 * Checks the options and adds the defaults.
 *
 * @throws TypeError if the options aren't an object, or one of them is unknown or has an invalid value.
 */
export const toSettings = (options: AirshipMapperOptions): Settings => {
  checkOptions("createAirshipMapper", options, optionNames);
  return {
    opens: chooseOption("opens", options.opens, ["initial_open", "open", "both"]),
    unsubscribeEvent: chooseOption("unsubscribeEvent", options.unsubscribeEvent, [
      "Unsubscribed",
      "Email Unsubscribed",
    ]),
    identify: chooseIdentify(options.identity, ["named-user-or-address", "channel"], {
      "named-user-or-address": identifyByNamedUserOrAddress,
      channel: identifyByChannel,
    }),
    forward: checkForwarding(options.forward),
    prefetchedOpens: chooseOption("prefetchedOpens", options.prefetchedOpens, ["map", "skip"]),
    complianceBounce: chooseOption("complianceBounce", options.complianceBounce, ["skip", "map"]),
  };
};
