import type { AirshipAgentProperties, EventContext } from "@email-events/core";
import type { AirshipReaderProperties } from "./mapped-event.ts";
import { parseFlag } from "./parse-flag.ts";
import { text } from "./text.ts";

const names = ["agent_family", "device_brand", "device_family", "os_family", "os_version"] as const;
const flags = ["is_mobile", "is_prefetched"] as const;

/** Agent, device and system as properties of a call, the flags as booleans. */
export const toReaderProperties = (source: AirshipAgentProperties): AirshipReaderProperties => {
  const properties: AirshipReaderProperties = {};
  for (const name of names) {
    const value = text(source[name]);
    if (value !== undefined) properties[name] = value;
  }
  for (const name of flags) {
    const value = parseFlag(source[name]);
    if (value !== undefined) properties[name] = value;
  }
  return properties;
};

/** Device and system in the words of a call's context. */
export const toReaderContext = (reader: AirshipReaderProperties): Pick<EventContext, "device" | "os"> => {
  const device = {
    ...(reader.device_brand !== undefined && { manufacturer: reader.device_brand }),
    ...(reader.device_family !== undefined && { model: reader.device_family }),
  };
  const os = {
    ...(reader.os_family !== undefined && { name: reader.os_family }),
    ...(reader.os_version !== undefined && { version: reader.os_version }),
  };
  return {
    ...(Object.keys(device).length > 0 && { device }),
    ...(Object.keys(os).length > 0 && { os }),
  };
};
