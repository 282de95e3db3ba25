import type { BulkTrackingMapper } from "./map-outcome.ts";
import { buildMapper } from "./mapper-table.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { toSettings } from "./settings.ts";

/**
 * Creates a mapper from bulk-tracking events to Customer.io's semantic email events.
 *
 * The mapper is pure and expects validated events. It doesn't throw for others: an event with an unknown type is
 * `unrecognized`.
 *
 * @throws TypeError if the options aren't an object, or one of them is unknown or has an invalid value.
 * @example
 * const mapEvent = createBulkTrackingMapper({ additional: { campaign_id: "campaign" } });
 * const outcome = mapEvent(event);
 */
export const createBulkTrackingMapper = (options: BulkTrackingMapperOptions = {}): BulkTrackingMapper =>
  buildMapper(toSettings(options));
