import type { AirshipComplianceBounce } from "@email-events/core";
import type { Identify } from "./identify.ts";
import type { Mapper } from "./map-outcome.ts";
import { toBounced } from "./mappers/bounced.ts";
import { withoutEmailId, withoutIdentity } from "./message.ts";
import { text } from "./text.ts";

/** Makes the mapper of a COMPLIANCE bounce, for streams that carry no CUSTOM events. */
export const mapComplianceBounce =
  (identify: Identify): Mapper<AirshipComplianceBounce> =>
  (event) => {
    const { identifiers, properties: details } = event.body;
    // The event names no send, and a semantic event can't be without an email_id: the event's own id stands in.
    const emailId = text(event.id);
    if (emailId === undefined) return withoutEmailId;
    const recipient = text(details?.email) ?? text(identifiers?.address) ?? text(event.device.delivery_address);
    const identity = identify(event, recipient);
    if (identity === undefined) return withoutIdentity;
    const message = { identity, emailId, recipient, details, push: undefined };
    return { outcome: "mapped", event: toBounced(event, message) };
  };
