import type { AirshipAgentProperties, ContextDevice, ContextOs, EventContext } from "@email-events/core";
import { text } from "@email-events/core/mapping";
import type { AirshipReaderProperties } from "./mapped-event.ts";
import { parseFlag } from "./parse-flag.ts";
import { scalarText } from "./scalar-text.ts";
import { toContext } from "./track-call.ts";

/** Writes agent, device and system into the properties of a call that is being made, the flag as a boolean. */
export const fillReader = (properties: AirshipReaderProperties, source: AirshipAgentProperties | undefined): void => {
  if (source === undefined) return;
  const agent = text(source.agent_family);
  if (agent !== undefined) properties.agent_family = agent;
  const brand = text(source.device_brand);
  if (brand !== undefined) properties.device_brand = brand;
  const device = text(source.device_family);
  if (device !== undefined) properties.device_family = device;
  const os = text(source.os_family);
  if (os !== undefined) properties.os_family = os;
  const version = scalarText(source.os_version);
  if (version !== undefined) properties.os_version = version;
  const isMobile = parseFlag(source.is_mobile);
  if (isMobile !== undefined) properties.is_mobile = isMobile;
};

const toDevice = (manufacturer: string | undefined, model: string | undefined): ContextDevice | undefined => {
  if (manufacturer === undefined) return model === undefined ? undefined : { model };
  return model === undefined ? { manufacturer } : { manufacturer, model };
};

const toOs = (name: string | undefined, version: string | undefined): ContextOs | undefined => {
  if (name === undefined) return version === undefined ? undefined : { version };
  return version === undefined ? { name } : { name, version };
};

/** The context of a call whose reader is known, with device and system in the words that a context has for them. */
export const toReaderContext = (recipient: string | undefined, reader: AirshipReaderProperties): EventContext => {
  const context = toContext(recipient);
  const device = toDevice(reader.device_brand, reader.device_family);
  if (device !== undefined) context.device = device;
  const os = toOs(reader.os_family, reader.os_version);
  if (os !== undefined) context.os = os;
  return context;
};
