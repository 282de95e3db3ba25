/** What the events of a source are written in, before they are mapped. */
export type SourceVocabulary = "airship" | "bulk-tracking";

/** Every vocabulary; events that are semantic already need no mapping. */
export type Vocabulary = SourceVocabulary | "semantic";

const airshipTypes = new Set<unknown>(["CUSTOM", "COMPLIANCE", "OFFSET_UPDATE"]);
const bulkTrackingTypes = new Set<unknown>(["click", "open", "unsubscribe"]);

/** Each vocabulary with the signs that it is known by, whether or not the event is valid or of a known kind. */
const signs: readonly (readonly [Vocabulary, (event: Readonly<Record<string, unknown>>) => boolean])[] = [
  ["airship", (event) => airshipTypes.has(event["type"]) || ("occurred" in event && "processed" in event)],
  ["bulk-tracking", (event) => bulkTrackingTypes.has(event["type"]) || "event_id" in event],
  ["semantic", (event) => "event" in event && (event["type"] === "track" || event["action"] === "track")],
];

/**
 * Tells the vocabulary of an event by its looks.
 *
 * @returns `undefined` when it looks like none.
 */
export const tellVocabulary = (event: object): Vocabulary | undefined =>
  signs.find(([, hasSigns]) => hasSigns({ ...event }))?.[0];
