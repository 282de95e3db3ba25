import * as fc from "fast-check";
import { expect, it } from "vitest";
import { diagnose, diagnoseEach } from "./diagnose.ts";
import type { EventDiagnosis } from "./diagnose-event.ts";

const open = '{"type":"open","event_id":"e","timestamp":"1773042072000","recipient":"nora@example.com"}';
const part = fc.constantFrom(open, '{"type":"track","event":"Email Open","userId":"ada"}', "not JSON", "", "[", "\0");

it("says of each event what diagnose says of it, and the same of the text", () => {
  const lines = fc.array(part, { maxLength: 8 }).map((parts) => parts.join("\n"));
  fc.assert(
    fc.property(lines, fc.constantFrom({}, { maxEvents: 2 }), fc.boolean(), (text, options, isBytes) => {
      const given = isBytes ? new TextEncoder().encode(text) : text;
      const events: EventDiagnosis[] = [];
      const whole = diagnoseEach(given, (event) => void events.push(event), options);
      expect({ ...whole, events }).toEqual(diagnose(given, options));
    }),
    { numRuns: 50 },
  );
});
