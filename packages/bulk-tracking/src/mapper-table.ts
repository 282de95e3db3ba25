import type { BulkTrackingEventMap } from "@email-events/core";
import { mapByName, mapMessage, type MapperTable } from "@email-events/core/mapping";
import type { BulkTrackingMapper, BulkTrackingSkipReason } from "./map-outcome.ts";
import type { BulkTrackingMappedEvent } from "./mapped-event.ts";
import { toClicked } from "./mappers/clicked.ts";
import { toOpened } from "./mappers/opened.ts";
import { toUnsubscribed } from "./mappers/unsubscribed.ts";
import { readMessage } from "./message.ts";
import type { Settings } from "./settings.ts";

type Table<EventMap> = MapperTable<EventMap, BulkTrackingMappedEvent, BulkTrackingSkipReason>;

/** The mappers of bulk-tracking events, by type. */
const createMapperTable = (settings: Settings): Table<BulkTrackingEventMap> => {
  const map = mapMessage(readMessage(settings));
  return {
    click: map(toClicked),
    open: map(toOpened),
    unsubscribe: map(toUnsubscribed(settings.unsubscribeEvent)),
  };
};

/** Creates the mapper for some settings. */
export const buildMapper = (settings: Settings): BulkTrackingMapper =>
  mapByName(({ type }) => type, createMapperTable(settings));
