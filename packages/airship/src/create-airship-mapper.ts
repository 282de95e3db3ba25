import type { AirshipComplianceEvent, AirshipEmailEvent, CustomTrackCall } from "@email-events/core";
import type { AirshipMapOutcome, AirshipMapper } from "./map-outcome.ts";
import type { AirshipMappedEvent } from "./mapped-event.ts";
import { createMapperTable, type AnyCall, type Mappers } from "./mapper-table.ts";
import { toSettings, type AirshipForwarding, type AirshipMapperOptions } from "./options.ts";

type Outcome = AirshipMapOutcome<AnyCall>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const unrecognized = (name: unknown): Outcome => ({
  outcome: "unrecognized",
  name: typeof name === "string" ? name : "",
});

/** Maps by name. The stream brings names that the types don't know, so only an own property of the table counts. */
const mapByName = <Name extends string, EventOf extends { readonly [N in Name]: unknown }>(
  mappers: Mappers<Name, EventOf>,
  name: Name,
  event: EventOf[Name],
): Outcome => (typeof name === "string" && Object.hasOwn(mappers, name) ? mappers[name](event) : unrecognized(name));

// An app's own event can be called "click" too: only those of an email device are email events.
const isEmailDevice = (event: AirshipEmailEvent | AirshipComplianceEvent): boolean =>
  event.device?.device_type === "EMAIL" && isObject(event.body);

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
  const table = createMapperTable(toSettings(options));
  return (event) => {
    if (!isObject(event)) return unrecognized(undefined);
    const { type } = event;
    switch (event.type) {
      case "CUSTOM":
        return isEmailDevice(event) ? mapByName(table.CUSTOM, event.body.name, event) : unrecognized(event.body?.name);
      case "COMPLIANCE":
        return isEmailDevice(event)
          ? mapByName(table.COMPLIANCE, event.body.event_type, event)
          : unrecognized(event.body?.event_type);
      case "OFFSET_UPDATE":
        return table.OFFSET_UPDATE(event);
      default:
        event satisfies never;
        return unrecognized(type);
    }
  };
}
