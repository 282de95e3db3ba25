import type { EventDiagnosis } from "@email-events/diagnose";
import { ownMember, toSchema, type Schema } from "./schema-parts.ts";

/** Whether a call has the specification page's spelling. */
const isOfSpecification = (value: unknown): boolean =>
  ownMember(value, "type") === undefined && ownMember(value, "action") !== undefined;

/** Loads the schema that describes an event; `undefined` for one that no schema describes, such as a custom event. */
export const loadSchema = async (
  { stages, vocabulary }: Pick<EventDiagnosis, "stages" | "vocabulary">,
  value: unknown,
): Promise<Schema | undefined> => {
  const valid = stages.find(({ name }) => name === "valid");
  if (vocabulary === undefined || valid === undefined || valid.sentence.startsWith("No schema")) return undefined;
  const isOther = vocabulary === "semantic" && isOfSpecification(value);
  const { eventSchemas, specificationSchema } = await import("./schemas.ts");
  return toSchema(isOther ? specificationSchema : eventSchemas[vocabulary]);
};
