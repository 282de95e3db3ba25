import type { AirshipEvent } from "@email-events/core";
import { isAirshipEvent, issuesOfAirshipEvent } from "./generated/airship/validators.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** The lines of an Airship event stream: email events, compliance events and offset updates. */
export const airship: Vocabulary<AirshipEvent> = createVocabulary({
  name: "Airship",
  is: isAirshipEvent,
  issuesOf: issuesOfAirshipEvent,
});
