import { issuesOfAirshipEmailDevice } from "../generated/compiled/airship/validators.ts";
import { stringAt, type ForeignEvent, type Particulars } from "../vocabulary-validator.ts";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Pointers to the names of events about a device, by `type`. */
const namePlaces: ReadonlyMap<unknown, string> = new Map([
  ["CUSTOM", "/body/name"],
  ["COMPLIANCE", "/body/event_type"],
]);

const hint = "not an email event: its device isn't an EMAIL device";

/**
 * Finds an event of another device: an app, a browser or a phone number. Unfiltered streams carry those too, some with
 * the names of email events.
 */
const findForeign = (value: unknown): ForeignEvent | undefined => {
  const namePlace = isObject(value) ? namePlaces.get(value["type"]) : undefined;
  if (!isObject(value) || namePlace === undefined) return undefined;
  const issue = issuesOfAirshipEmailDevice(value["device"]).find(
    ({ pointer }) => pointer === "" || pointer === "/device_type",
  );
  if (!issue) return undefined;
  return { name: stringAt(value, namePlace), issue: { ...issue, pointer: `/device${issue.pointer}`, hint } };
};

/** What only Airship's streams have: events of other devices under the same names. */
export const particulars: Particulars = { findForeign };
