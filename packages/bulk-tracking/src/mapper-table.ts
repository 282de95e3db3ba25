import type { BulkTrackingEventMap, BulkTrackingEventName } from "@email-events/core";
import type { Mapper } from "./map-outcome.ts";
import { clickedNames, toClicked } from "./mappers/clicked.ts";
import { openedNames, toOpened } from "./mappers/opened.ts";
import { toUnsubscribed, unsubscribedNames } from "./mappers/unsubscribed.ts";
import { mapMessage } from "./message.ts";
import type { Settings } from "./settings.ts";

/** What becomes of every kind of bulk-tracking event; a missing kind doesn't compile. */
export type MapperTable = { readonly [Name in BulkTrackingEventName]: Mapper<BulkTrackingEventMap[Name]> };

/** Makes the table that the settings ask for. */
export const createMapperTable = (settings: Settings): MapperTable => {
  const map = mapMessage(settings);
  return {
    click: map(clickedNames, toClicked),
    open: map(openedNames, toOpened),
    unsubscribe: map(unsubscribedNames, toUnsubscribed(settings.unsubscribeEvent)),
  };
};
