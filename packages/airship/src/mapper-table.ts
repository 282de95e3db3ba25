import type {
  AirshipComplianceEventMap,
  AirshipComplianceEventName,
  AirshipEmailEventMap,
  AirshipEmailEventName,
  AirshipEventName,
  AirshipOffsetUpdate,
  CustomTrackCall,
} from "@email-events/core";
import { mapComplianceBounce } from "./map-compliance-bounce.ts";
import type { Mapper } from "./map-outcome.ts";
import type { AirshipMappedEvent } from "./mapped-event.ts";
import { toBounced } from "./mappers/bounced.ts";
import { toClicked } from "./mappers/clicked.ts";
import { toCustom } from "./mappers/custom.ts";
import { toDelivered } from "./mappers/delivered.ts";
import { toMarkedAsSpam } from "./mappers/marked-as-spam.ts";
import { toOpened } from "./mappers/opened.ts";
import { toUnsubscribed } from "./mappers/unsubscribed.ts";
import { mapMessage } from "./message.ts";
import type { Settings } from "./options.ts";
import { skip } from "./skip.ts";
import { isConsequence, isPrefetched, unless } from "./unless.ts";

/** Any call that some choice of options makes. */
export type AnyCall = AirshipMappedEvent | CustomTrackCall;

/** A mapper for each name of a family of events; a missing one doesn't compile. */
export type Mappers<Name extends string, EventOf extends { readonly [N in Name]: unknown }> = {
  readonly [N in Name]: Mapper<EventOf[N], AnyCall>;
};

/** What becomes of every kind of Airship event, by its `type` and then by its name. */
export interface MapperTable extends Record<AirshipEventName, unknown> {
  readonly CUSTOM: Mappers<AirshipEmailEventName, AirshipEmailEventMap>;
  readonly COMPLIANCE: Mappers<AirshipComplianceEventName, AirshipComplianceEventMap>;
  readonly OFFSET_UPDATE: Mapper<AirshipOffsetUpdate, AnyCall>;
}

/** Makes the table that the settings ask for. */
export const createMapperTable = (settings: Settings): MapperTable => {
  const { forward, identify, opens } = settings;
  const map = mapMessage(identify);
  const opened =
    settings.prefetchedOpens === "skip" ? unless(isPrefetched, "prefetched", map(toOpened)) : map(toOpened);
  const unsubscribed = unless(
    isConsequence,
    "consequence-of-another-event",
    map(toUnsubscribed(settings.unsubscribeEvent)),
  );
  return {
    CUSTOM: {
      bounce: map(toBounced),
      click: map(toClicked),
      // A bounce or a delivery follows within 72 hours.
      delay: forward.delay === undefined ? skip("not-terminal") : map(toCustom(forward.delay)),
      delivery: map(toDelivered),
      initial_open: opens === "open" ? skip("counted-by-open") : opened,
      injection: forward.injection === undefined ? skip("no-semantic-event") : map(toCustom(forward.injection)),
      link_unsubscribe: unsubscribed,
      list_unsubscribe: unsubscribed,
      open: opens === "initial_open" ? skip("counted-by-initial-open") : opened,
      out_of_band: map(toBounced),
      spam_complaint: map(toMarkedAsSpam),
      unsubscribe: unsubscribed,
    },
    COMPLIANCE: {
      bounce: settings.complianceBounce === "skip" ? skip("reported-by-custom-bounce") : mapComplianceBounce(identify),
      registration: skip("no-semantic-event"),
    },
    OFFSET_UPDATE: skip("not-an-event"),
  };
};
