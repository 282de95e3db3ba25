import type { Settings } from "../options/settings.ts";
import { takeEvent } from "../take-away/taken-event.ts";
import { loadSchema } from "./load-schema.ts";
import { ownSchema } from "./trial/own-schema.ts";
import { schemaLines, withIssues, type SchemaLine } from "./schema-lines.ts";

/** What the page shows of the schema of an event. */
export interface EventSchema {
  readonly sentence: string;
  /** Address of the whole schema; absent where no schema describes the event. */
  readonly source?: string;
  readonly lines: readonly SchemaLine[];
  /** Where trying a change begins. */
  readonly start?: TrialStart;
}

/** The texts that trying a change of a schema begins with. */
export interface TrialStart {
  /** What the schema is called. */
  readonly name: string;
  readonly schema: string;
  readonly value: string;
}

const toText = (value: unknown): string => JSON.stringify(value, undefined, 2);

const without = (sentence: string): EventSchema => ({ sentence, lines: [] });

const describe = (failing: number, name: string): string => {
  if (failing === 0) return `The schema of ${name}. The event conforms to it.`;
  return `The schema of ${name}. ${failing === 1 ? "One place of the event fails" : `${failing} places of the event fail`}, and ${failing === 1 ? "is" : "are"} marked.`;
};

/**
 * Returns what the schema of an event says about each of its places, with the issues that the event has there.
 *
 * @throws TypeError for options that a mapper refuses.
 */
export const schemaOfEvent = async (text: string, number: number, settings: Settings): Promise<EventSchema> => {
  const taken = takeEvent(text, number, settings);
  if (taken === undefined) return without(`The text has no event ${number}.`);
  const { diagnosis, value } = taken;
  const { name, stages, vocabulary } = diagnosis;
  const valid = stages.find((stage) => stage.name === "valid");
  if (value === undefined || valid === undefined)
    return without("It isn't recognized as an event, so it has no schema.");
  const schema = await loadSchema(diagnosis, value);
  if (schema === undefined) return without(valid.sentence);
  const lines = withIssues(schemaLines(schema, value), valid.findings);
  const failing = lines.filter(({ issues }) => issues.length > 0).length;
  const source = schema["$id"];
  const eventName = `${vocabulary ?? ""} ${name ?? ""}`.trim();
  return {
    sentence: describe(failing, eventName),
    ...(typeof source === "string" && { source }),
    lines,
    start: { name: eventName, schema: toText(ownSchema(schema, value)), value: toText(value) },
  };
};
