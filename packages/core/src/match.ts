import { type EventMaps, eventUnions } from "./generated/unions.ts";

type ValueOf<Map> = Map extends unknown ? Map[keyof Map] : never;

/** An event of any of these unions. */
export type NamedEvent = ValueOf<EventMaps[number]>;

/** The first map that has all names of an event type. */
type MapFor<Event, All extends readonly unknown[] = EventMaps> = All extends readonly [infer First, ...infer Others]
  ? [Event] extends [ValueOf<First>]
    ? First
    : MapFor<Event, Others>
  : never;

/** The members of a union that are assignable to a type. */
type Fitting<Event, Type> = Event extends Type ? Event : never;

/** One handler per name of an event type. */
export type Handlers<Event, Map = MapFor<Event>> = {
  readonly [Name in keyof Map as [Fitting<Event, Map[Name]>] extends [never] ? never : Name]: (
    event: Fitting<Event, Map[Name]>,
  ) => unknown;
};

/** Handlers for some names, and one for all others. */
export type SomeHandlers<Event> = Partial<Handlers<Event>> & { readonly otherwise: (event: Event) => unknown };

/** Allows only known handlers, so a misspelt name doesn't compile. */
type Only<Given, Known extends PropertyKey> = {
  readonly [Name in keyof Given]: Name extends Known ? unknown : never;
};

type Answer<Given> = ValueOf<{
  [Name in keyof Given]: Given[Name] extends (...args: never[]) => infer Result ? Result : never;
}>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Returns the value at a path of own properties. */
const ownAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (above, name) => (isObject(above) && Object.hasOwn(above, name) ? above[name] : undefined),
    value,
  );

/** Unions whose tag is nearest the top first: what is deeper in an event may be the sender's own data. */
const unions = /* @__PURE__ */ eventUnions.toSorted((one, other) => one.tag.length - other.tag.length);

const answer = (event: unknown, handlers: object): unknown => {
  for (const { tag, names } of unions) {
    const name = ownAt(event, tag);
    const handler = typeof name === "string" && names.includes(name) ? ownAt(handlers, [name]) : undefined;
    if (typeof handler === "function") return handler(event) as unknown;
  }
  const otherwise = ownAt(handlers, ["otherwise"]);
  if (typeof otherwise === "function") return otherwise(event) as unknown;
  throw new TypeError("no handler for the name of this event: validate the event before match, or add otherwise");
};

/**
 * Calls the handler of an event's name with the narrowed event, and returns its result. The name is the property that
 * discriminates a vocabulary's events: `body.name`, `body.event_type`, `event` or `type`.
 *
 * Without `otherwise`, a name that has no handler doesn't compile.
 *
 * @throws TypeError if no handler matches, because the value isn't an event of its type.
 * @example
 * match(event, {
 *   bounce: ({ body }) => body.properties?.bounce_class,
 *   click: ({ body }) => body.properties?.link_url,
 *   otherwise: () => undefined,
 * });
 */
export const match = <Event extends NamedEvent, Given extends Handlers<Event> | SomeHandlers<Event>>(
  event: Event,
  handlers: Given & Only<Given, keyof Handlers<Event> | "otherwise">,
): Answer<Given> => answer(event, handlers) as Answer<Given>;
