import { createAirshipMapper } from "../../packages/airship/dist/index.js";
import { generateAirshipEvents } from "../../packages/sandbox/dist/index.js";

/**
 * Airship events as lines of JSON, as the sandbox generates them: some are skipped by the mapping, as in a real stream.
 * With `onlyMapped` each of them becomes a semantic event, so that none leaves the path early.
 */
export const makeLines = (count, onlyMapped) => {
  const map = createAirshipMapper();
  const lines = [];
  for (const event of generateAirshipEvents({ seed: 1, count: count * 3 })) {
    if (lines.length === count) break;
    if (!onlyMapped || map(event).status === "mapped") lines.push(JSON.stringify(event));
  }
  return lines;
};
