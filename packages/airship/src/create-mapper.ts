import type { CustomTrackCall } from "@email-events/core";
import type { AirshipMapper } from "./map-outcome.ts";
import type { AirshipMappedEvent } from "./mapped-event.ts";
import { buildMapper, type AnyCall } from "./mapper-table.ts";
import type { AirshipForwarding, AirshipMapperOptions } from "./options.ts";
import { toSettings } from "./settings.ts";

/**
 * Creates a mapper from Airship's events to Customer.io's semantic email events.
 *
 * With `forward`, some events become custom track calls, which are part of the mapper's type.
 *
 * The mapper is pure and expects validated events. It doesn't throw for others: an event with an unknown type or name,
 * of a non-email device, or without the object that contains its name is `unrecognized`, and one that would be mapped, but has no
 * time, is `invalid`.
 *
 * @throws TypeError if the options aren't an object, or one of them is unknown or has an invalid value.
 * @example
 * const mapEvent = createAirshipMapper({ opens: "both", forward: { delay: "Email Delayed" } });
 * const outcome = mapEvent(event);
 */
export function createAirshipMapper(options?: AirshipMapperOptions & { readonly forward?: undefined }): AirshipMapper;
export function createAirshipMapper(
  options?: AirshipMapperOptions & { readonly forward?: AirshipForwarding | undefined },
): AirshipMapper<AirshipMappedEvent | CustomTrackCall>;
export function createAirshipMapper(options: AirshipMapperOptions = {}): AirshipMapper<AnyCall> {
  return buildMapper(toSettings(options));
}
