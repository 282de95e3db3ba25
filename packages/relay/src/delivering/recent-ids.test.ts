import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.ts";

it("remembers at least the latest half of its ids, and never more than all", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 100 }), (most, count) => {
      const recent = createRecentIds(most);
      const ids = Array.from({ length: count }, (_, id) => `m-${id}`);
      for (const id of ids) recent.add([id]);
      const known = ids.filter(recent.has);
      expect(known.length).toBeLessThanOrEqual(most + (most % 2));
      expect(known).toEqual(ids.slice(ids.length - known.length));
      expect(known.length).toBeGreaterThanOrEqual(Math.min(count, Math.floor(most / 2)));
    }),
  );
});
