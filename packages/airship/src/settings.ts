import { semanticEmailEventNames, type Unsubscribed } from "@email-events/core";
import { checkOptions, chooseIdentify, chooseOption, describeValue, type OptionForm } from "@email-events/core/mapping";
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

/** What each option takes. The first of several choices is the default. */
export const optionForms = {
  opens: { kind: "choice", choices: ["initial_open", "open", "both"] },
  unsubscribeEvent: { kind: "choice", choices: ["Unsubscribed", "Email Unsubscribed"] },
  identity: { kind: "choice", choices: ["named-user-or-address", "channel"], orFunction: true },
  forward: { kind: "group", options: { delay: { kind: "custom-event" }, injection: { kind: "custom-event" } } },
  prefetchedOpens: { kind: "choice", choices: ["map", "skip"] },
  complianceBounce: { kind: "choice", choices: ["skip", "map"] },
} as const satisfies { readonly [Name in keyof Required<AirshipMapperOptions>]: OptionForm };

const checkForwarding = (forward: AirshipForwarding | undefined): AirshipForwarding => {
  if (forward === undefined) return {};
  checkOptions("The option forward", forward, Object.keys(optionForms.forward.options));
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

/**
 * Checks the options and adds the defaults.
 *
 * @throws TypeError if the options aren't an object, or one of them is unknown or has an invalid value.
 */
export const toSettings = (options: AirshipMapperOptions): Settings => {
  checkOptions("createAirshipMapper", options, Object.keys(optionForms));
  const { opens, unsubscribeEvent, identity, prefetchedOpens, complianceBounce } = optionForms;
  return {
    opens: chooseOption("opens", options.opens, opens.choices),
    unsubscribeEvent: chooseOption("unsubscribeEvent", options.unsubscribeEvent, unsubscribeEvent.choices),
    identify: chooseIdentify(options.identity, identity.choices, {
      "named-user-or-address": identifyByNamedUserOrAddress,
      channel: identifyByChannel,
    }),
    forward: checkForwarding(options.forward),
    prefetchedOpens: chooseOption("prefetchedOpens", options.prefetchedOpens, prefetchedOpens.choices),
    complianceBounce: chooseOption("complianceBounce", options.complianceBounce, complianceBounce.choices),
  };
};
