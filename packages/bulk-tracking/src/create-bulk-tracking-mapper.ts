import type { BulkTrackingEventMap, BulkTrackingEventName } from "@email-events/core";
import type { BulkTrackingMapOutcome, BulkTrackingMapper } from "./map-outcome.ts";
import { createMapperTable, type MapperTable } from "./mapper-table.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { toSettings } from "./settings.ts";

/** Maps by type. The wire can bring types that the contract doesn't know, so only an own property of the table counts. */
const mapByType = <Name extends BulkTrackingEventName>(
  mappers: MapperTable,
  type: Name,
  event: BulkTrackingEventMap[Name],
): BulkTrackingMapOutcome => {
  if (typeof type === "string" && Object.hasOwn(mappers, type)) return mappers[type](event);
  return { outcome: "unrecognized", name: typeof type === "string" ? type : "" };
};

/**
 * Makes a mapper from bulk-tracking events to Customer.io's semantic email events.
 *
 * The mapper is pure and takes validated events. It doesn't throw on others either: an event of a type that the contract
 * doesn't know is `unrecognized`.
 *
 * @throws TypeError when the options are no object, an option is unknown, or one has a value that it can't have.
 * @example
 * const mapEvent = createBulkTrackingMapper({ additional: { campaign_id: "campaign" } });
 * const outcome = mapEvent(event);
 */
export const createBulkTrackingMapper = (options: BulkTrackingMapperOptions = {}): BulkTrackingMapper => {
  const mappers = createMapperTable(toSettings(options));
  return (event) => mapByType(mappers, event?.type, event);
};
