import type { AirshipComplianceBounce } from "@email-events/core";
import { identifier, text } from "@email-events/core/mapping";
import type { Identify } from "./identify.ts";
import type { Mapper } from "./map-outcome.ts";
import { toBounced } from "./mappers/bounced.ts";
import { withoutEmailId, withoutIdentity } from "./message.ts";
import { presentObject } from "./present-object.ts";

/** Makes the mapper of a COMPLIANCE bounce, for streams that carry no CUSTOM events. */
export const mapComplianceBounce =
  (identify: Identify): Mapper<AirshipComplianceBounce> =>
  (event) => {
    const details = presentObject(event.body.properties);
    const identifiers = presentObject(event.body.identifiers);
    // The event names no send, and a semantic event can't be without an email_id: the event's own id stands in.
    const emailId = text(event.id);
    if (emailId === undefined) return withoutEmailId;
    const recipient =
      identifier(details?.email) ?? identifier(identifiers?.address) ?? identifier(event.device.delivery_address);
    const identity = identify(event, recipient);
    if (identity === undefined) return withoutIdentity;
    const message = { identity, emailId, recipient, details, push: undefined };
    return { outcome: "mapped", event: toBounced(event, message) };
  };
