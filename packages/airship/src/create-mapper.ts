import type { CustomTrackCall } from "@email-events/core";
import type { AirshipMapper } from "./map-outcome.ts";
import type { AirshipMappedEvent } from "./mapped-event.ts";
import { buildMapper, type AnyCall } from "./mapper-table.ts";
import type { AirshipForwarding, AirshipMapperOptions } from "./options.ts";
import { toSettings } from "./settings.ts";

/**
 * Makes a mapper from Airship's events to Customer.io's semantic email events.
 *
 * With `forward`, some events come out as custom track calls, and the mapper's type says so.
 *
 * The mapper is pure and takes validated events. It doesn't throw on others either: an event of a type or name that the
 * contract doesn't know, of a non-email device, or without the object that holds its name is
 * `unrecognized`.
 *
 * @throws TypeError when the options are no object, or one of them is unknown or has a value that it can't have.
 * @example
 * const mapEvent = createAirshipMapper({ opens: "both", forward: { delay: "Email Delayed" } });
 * const outcome = mapEvent(event);
 */
export function createAirshipMapper(options?: AirshipMapperOptions & { readonly forward?: never }): AirshipMapper;
export function createAirshipMapper(
  options: AirshipMapperOptions & { readonly forward?: AirshipForwarding },
): AirshipMapper<AirshipMappedEvent | CustomTrackCall>;
export function createAirshipMapper(options: AirshipMapperOptions = {}): AirshipMapper<AnyCall> {
  return buildMapper(toSettings(options));
}
