import type {
  AirshipAgentProperties,
  AirshipClickEvent,
  AirshipInitialOpenEvent,
  AirshipOpenEvent,
  ContextDevice,
  ContextOs,
} from "@email-events/core";
import { presentObject, text } from "@email-events/core/mapping";
import type { AirshipMappedProperties, AirshipReaderProperties } from "./mapped-event.ts";
import type { Message } from "./message.ts";
import { parseFlag } from "./values/parse-flag.ts";
import { scalarText } from "./values/scalar-text.ts";

const toDevice = (manufacturer: string | undefined, model: string | undefined): ContextDevice | undefined => {
  if (manufacturer === undefined) return model === undefined ? undefined : { model };
  return model === undefined ? { manufacturer } : { manufacturer, model };
};

const toOs = (name: string | undefined, version: string | undefined): ContextOs | undefined => {
  if (name === undefined) return version === undefined ? undefined : { version };
  return version === undefined ? { name } : { name, version };
};

/** Adds the mail client and the device to the properties of the call and to its context. */
export const fillUserAgent = (
  event: AirshipClickEvent | AirshipInitialOpenEvent | AirshipOpenEvent,
  { context, properties }: Message,
): void => {
  const source: AirshipAgentProperties | undefined = presentObject(event.body.properties);
  if (source === undefined) return;
  const reader: AirshipMappedProperties & AirshipReaderProperties = properties;
  const agent = text(source.agent_family);
  if (agent !== undefined) reader.agent_family = agent;
  const brand = text(source.device_brand);
  if (brand !== undefined) reader.device_brand = brand;
  const model = text(source.device_family);
  if (model !== undefined) reader.device_family = model;
  const name = text(source.os_family);
  if (name !== undefined) reader.os_family = name;
  const version = scalarText(source.os_version);
  if (version !== undefined) reader.os_version = version;
  const isMobile = parseFlag(source.is_mobile);
  if (isMobile !== undefined) reader.is_mobile = isMobile;
  const device = toDevice(brand, model);
  if (device !== undefined) context.device = device;
  const os = toOs(name, version);
  if (os !== undefined) context.os = os;
};
