import type { SemanticEmailEvent } from "../../generated/semantic/types.ts";
import type { MapOutcome, Unrecognized } from "../../outcome.ts";
import type { Mapper, MapperTable } from "./mapper.ts";

const unrecognized = (name: unknown): Unrecognized => ({
  status: "unrecognized",
  name: typeof name === "string" ? name : "",
});

/** Copies a table into an object without a prototype, because events can have names such as "constructor". */
const withoutPrototype = <EventMap, Call, Reason extends string>(
  table: MapperTable<EventMap, Call, Reason>,
): MapperTable<EventMap, Call, Reason> => Object.assign(Object.create(null), table);

/** The types allow only names of the table. Events of a stream can have others, and names that aren't strings. */
const hasName = <Table>(table: Table, name: keyof Table): boolean =>
  typeof name === "string" && table[name] !== undefined;

const mapUnder = <EventMap, Name extends keyof EventMap, Call, Reason extends string>(
  table: MapperTable<EventMap, Call, Reason>,
  name: Name,
  event: EventMap[Name],
): MapOutcome<Call, Reason> => (hasName(table, name) ? table[name](event) : unrecognized(name));

/**
 * Creates a mapper from a table of mappers by name. An event whose name isn't in the table, or that isn't an object, is
 * `unrecognized`.
 *
 * @param nameOf - Reads the name of an event. Events that weren't validated may lack members.
 * @param recognizes - Whether an event belongs to the vocabulary; otherwise it is `unrecognized`, whatever its name.
 * @example
 * const mapEvent = mapByName<ShopEventMap>(({ kind }) => kind, { opened: map(toOpened), printed: skip("no-email") });
 */
export const mapByName = <EventMap, Call = SemanticEmailEvent, Reason extends string = string>(
  nameOf: (event: EventMap[keyof EventMap]) => keyof EventMap,
  table: MapperTable<EventMap, Call, Reason>,
  recognizes?: (event: EventMap[keyof EventMap]) => boolean,
): Mapper<EventMap[keyof EventMap], Call, Reason> => {
  const mappers = withoutPrototype(table);
  return (event) => {
    if (typeof event !== "object" || event === null) return unrecognized(undefined);
    const name = nameOf(event);
    return recognizes === undefined || recognizes(event) ? mapUnder(mappers, name, event) : unrecognized(name);
  };
};
