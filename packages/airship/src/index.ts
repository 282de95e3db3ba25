export { createAirshipMapper } from "./create-mapper.ts";
export { mapAirshipEvent } from "./map-event.ts";
export { mapMany } from "./map-many.ts";
export { airshipMapping } from "./mapping.ts";
export type { BounceCategory } from "./values/bounce-class.ts";
export type { AirshipIdentifiers, AirshipIdentify, AirshipMappableEvent } from "./identify.ts";
export type { AirshipMapOutcome, AirshipMapper, AirshipSkipped, AirshipSkipReason } from "./map-outcome.ts";
export type {
  AirshipBouncedProperties,
  AirshipEmailBounced,
  AirshipEmailDelivered,
  AirshipEmailLinkClicked,
  AirshipEmailMarkedAsSpam,
  AirshipEmailOpened,
  AirshipLinkClickedProperties,
  AirshipMappedEvent,
  AirshipMappedProperties,
  AirshipOpenedProperties,
  AirshipReaderProperties,
  AirshipTrackCall,
  AirshipUnsubscribed,
  AirshipUnsubscribedProperties,
} from "./mapped-event.ts";
export type { AirshipForwarding, AirshipMapperOptions, AirshipOpens } from "./options.ts";
