import type {
  AirshipBounceEvent,
  AirshipBounceProperties,
  AirshipComplianceBounce,
  AirshipOutOfBandEvent,
} from "@email-events/core";
import { findBounceClass } from "../bounce-class.ts";
import type { AirshipBouncedProperties, AirshipEmailBounced } from "../mapped-event.ts";
import type { Message } from "../message.ts";
import { text } from "../text.ts";
import { toTrackCall } from "../track-call.ts";

const toClassProperties = (bounceClass: unknown): Omit<AirshipBouncedProperties, "email_id"> => {
  // A string in a CUSTOM bounce, an integer in a COMPLIANCE one.
  const code = typeof bounceClass === "number" ? String(bounceClass) : text(bounceClass);
  if (code === undefined) return {};
  const known = findBounceClass(code);
  if (known === undefined) return { bounce_class: code, is_hard_bounce: false };
  return {
    bounce_class: code,
    bounce_class_name: known.name,
    bounce_category: known.category,
    is_hard_bounce: known.category === "hard",
  };
};

/** Makes `Email Bounced` from any of the three events that say so. */
export const toBounced = (
  event: AirshipBounceEvent | AirshipOutOfBandEvent | AirshipComplianceBounce,
  message: Message,
): AirshipEmailBounced => {
  const details: AirshipBounceProperties | undefined = event.body.properties;
  const bounce_event_type = text(details?.bounce_event_type);
  return toTrackCall(event, message, "Email Bounced", {
    ...message.properties,
    ...toClassProperties(details?.bounce_class),
    ...(bounce_event_type !== undefined && { bounce_event_type }),
  });
};
