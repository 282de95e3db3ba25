import { createAirshipMapper } from "../../packages/airship/dist/index.js";
import { generateAirshipEvents } from "../../packages/sandbox/dist/index.js";

/** Lines of Airship events, each of which becomes a semantic event, so that none leaves the path early. */
export const makeLines = (count) => {
  const map = createAirshipMapper();
  const lines = [];
  for (const event of generateAirshipEvents({ seed: 722, count: count * 3 })) {
    if (lines.length === count) break;
    if (map(event).status === "mapped") lines.push(JSON.stringify(event));
  }
  return lines;
};
