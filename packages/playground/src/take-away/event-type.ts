import { semanticEmailEventNames } from "@email-events/core";
import { toType } from "../copying/type-text.ts";
import { loadSchema } from "../schema/load-schema.ts";
import { definitionOf, ownMember, toSchema } from "../schema/schema-parts.ts";
import type { TakenEvent } from "./taken-event.ts";

/** A type, and whether it is one that core exports. */
interface EventType {
  readonly text: string;
  readonly isExported: boolean;
}

const exported = (text: string): EventType => ({ text, isExported: true });

/** Returns the type of a call, which has a name of its own unless it is a custom one. */
const typeOfCall = async (call: unknown): Promise<EventType> => {
  const event = ownMember(call, "event");
  const { eventSchemas } = await import("../schema/schemas.ts");
  const schema = semanticEmailEventNames.some((name) => name === event) ? toSchema(eventSchemas.semantic) : undefined;
  const name = schema === undefined ? undefined : definitionOf(schema, call);
  if (name !== undefined) return exported(name);
  const isTrack = ownMember(call, "type") === "track";
  return isTrack ? exported("CustomTrackCall") : { text: toType(call), isExported: false };
};

const typeOfEvent = async ({ diagnosis, value }: TakenEvent): Promise<EventType> => {
  const schema = await loadSchema(diagnosis, value);
  const name = schema === undefined ? undefined : definitionOf(schema, value);
  if (name !== undefined) return exported(name);
  return diagnosis.vocabulary === "semantic" ? typeOfCall(value) : { text: toType(value), isExported: false };
};

/** Returns the types of an event and of the call that is sent for it. */
export const toTypes = async (taken: TakenEvent): Promise<string> => {
  const { call, vocabulary } = taken.diagnosis;
  const event = await typeOfEvent(taken);
  const sent = call === undefined || vocabulary === "semantic" ? undefined : await typeOfCall(call);
  const names = [event, sent].flatMap((type) => (type?.isExported === true ? [type.text] : []));
  const imported = [...new Set(names)].toSorted().join(", ");
  return [
    ...(imported === "" ? [] : [`import type { ${imported} } from "@email-events/core";`, ""]),
    "/** The event as it comes. */",
    `export type GivenEvent = ${event.text};`,
    "",
    ...(sent === undefined ? [] : ["/** The call that is sent for it. */", `export type SentCall = ${sent.text};`, ""]),
  ].join("\n");
};
