import type {
  AirshipBounceEvent,
  AirshipBounceProperties,
  AirshipComplianceBounce,
  AirshipOutOfBandEvent,
} from "@email-events/core";
import { presentObject, text, toTrackCall } from "@email-events/core/mapping";
import type { AirshipBouncedProperties, AirshipEmailBounced } from "../mapped-event.ts";
import type { Message } from "../message.ts";
import { findBounceClass } from "../values/bounce-class.ts";
import { scalarText } from "../values/scalar-text.ts";

const fillBounceClass = (properties: AirshipBouncedProperties, bounceClass: unknown): void => {
  // A string in a CUSTOM bounce, an integer in a COMPLIANCE one.
  const code = scalarText(bounceClass);
  if (code === undefined) return;
  const known = findBounceClass(code);
  properties.bounce_class = code;
  if (known !== undefined) properties.bounce_class_name = known.name;
  if (known !== undefined) properties.bounce_category = known.category;
  properties.is_hard_bounce = known?.category === "hard";
};

/** Maps any of the three bounce events to `Email Bounced`. */
export const toBounced = (
  event: AirshipBounceEvent | AirshipOutOfBandEvent | AirshipComplianceBounce,
  message: Message,
): AirshipEmailBounced => {
  const details: AirshipBounceProperties | undefined = presentObject(event.body.properties);
  const properties: AirshipBouncedProperties = message.properties;
  fillBounceClass(properties, details?.bounce_class);
  const kind = text(details?.bounce_event_type);
  if (kind !== undefined) properties.bounce_event_type = kind;
  return toTrackCall(message, "Email Bounced", properties);
};
