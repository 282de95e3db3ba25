import type { BulkTrackingMapper } from "./map-outcome.ts";
import { buildMapper } from "./mapper-table.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { toSettings } from "./settings.ts";

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
export const createBulkTrackingMapper = (options: BulkTrackingMapperOptions = {}): BulkTrackingMapper =>
  buildMapper(toSettings(options));
