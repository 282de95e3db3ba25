import type { AirshipInitialOpenEvent, AirshipOpenEvent } from "@email-events/core";
import { presentObject, toTrackCall } from "@email-events/core/mapping";
import type { AirshipEmailOpened, AirshipOpenedProperties } from "../mapped-event.ts";
import type { Message } from "../message.ts";
import { fillUserAgent } from "../user-agent.ts";
import { parseFlag } from "../values/parse-flag.ts";

type AnyOpen = AirshipInitialOpenEvent | AirshipOpenEvent;

const readPrefetched = (event: AnyOpen): boolean | undefined =>
  parseFlag(presentObject(event.body.properties)?.is_prefetched);

/** Whether the open was probably made by a privacy proxy. */
export const isPrefetched = (event: AnyOpen): boolean => readPrefetched(event) === true;

/** Maps an open of either pixel to `Email Opened`. */
export const toOpened = (event: AnyOpen, message: Message): AirshipEmailOpened => {
  const properties: AirshipOpenedProperties = message.properties;
  fillUserAgent(event, message);
  const prefetched = readPrefetched(event);
  if (prefetched !== undefined) properties.is_prefetched = prefetched;
  return toTrackCall(message, "Email Opened", properties);
};
