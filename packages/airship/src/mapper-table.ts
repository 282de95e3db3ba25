import type {
  AirshipComplianceEvent,
  AirshipComplianceEventMap,
  AirshipEmailEvent,
  AirshipEmailEventMap,
  AirshipEventMap,
  CustomTrackCall,
} from "@email-events/core";
import { mapByName, mapMessage, presentObject, skip, unless, type MapperTable } from "@email-events/core/mapping";
import type { AirshipMapper, AirshipSkipReason } from "./map-outcome.ts";
import type { AirshipMappedEvent } from "./mapped-event.ts";
import { toBounced } from "./mappers/bounced.ts";
import { toClicked } from "./mappers/clicked.ts";
import { toCustom } from "./mappers/custom.ts";
import { toDelivered } from "./mappers/delivered.ts";
import { toMarkedAsSpam } from "./mappers/marked-as-spam.ts";
import { isPrefetched, toOpened } from "./mappers/opened.ts";
import { isConsequence, toUnsubscribed } from "./mappers/unsubscribed.ts";
import { readComplianceMessage, readMessage } from "./message.ts";
import type { Settings } from "./settings.ts";

/** Any call that a mapper can return, whatever its options. */
export type AnyCall = AirshipMappedEvent | CustomTrackCall;

type Table<EventMap> = MapperTable<EventMap, AnyCall, AirshipSkipReason>;

/** The mappers of events of an email device, by name. */
const createEmailTable = (settings: Settings): Table<AirshipEmailEventMap> => {
  const { forward, opens } = settings;
  const map = mapMessage(readMessage(settings));
  const opened =
    settings.prefetchedOpens === "skip" ? unless(isPrefetched, "prefetched", map(toOpened)) : map(toOpened);
  const unsubscribed = unless(
    isConsequence,
    "consequence-of-another-event",
    map(toUnsubscribed(settings.unsubscribeEvent)),
  );
  return {
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
  };
};

/** The mappers of COMPLIANCE events of an email device, by name. */
const createComplianceTable = (settings: Settings): Table<AirshipComplianceEventMap> => ({
  bounce:
    settings.complianceBounce === "skip"
      ? skip("reported-by-custom-bounce")
      : mapMessage(readComplianceMessage(settings))(toBounced),
  registration: skip("no-semantic-event"),
});

// An app's custom event can be named "click" too; only events of an email device are email events.
const isEmailDevice = (event: AirshipEmailEvent | AirshipComplianceEvent): boolean =>
  event.device?.device_type === "EMAIL" && presentObject(event.body) !== undefined;

/** The mappers of Airship events, by type. */
const createMapperTable = (settings: Settings): Table<AirshipEventMap> => ({
  CUSTOM: mapByName(({ body }) => body?.name, createEmailTable(settings), isEmailDevice),
  COMPLIANCE: mapByName(({ body }) => body?.event_type, createComplianceTable(settings), isEmailDevice),
  OFFSET_UPDATE: skip("not-an-event"),
});

/** Creates the mapper for some settings. Without forwarding, every call is a semantic event. */
export function buildMapper(
  settings: Settings & { readonly forward: { readonly delay?: never; readonly injection?: never } },
): AirshipMapper;
export function buildMapper(settings: Settings): AirshipMapper<AnyCall>;
export function buildMapper(settings: Settings): AirshipMapper<AnyCall> {
  return mapByName(({ type }) => type, createMapperTable(settings));
}
