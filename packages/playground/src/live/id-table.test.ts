import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createIdTable } from "./id-table.ts";

it("keeps the last ids that were added, and forgets the oldest ones, as a map does that is bounded", () => {
  const id = fc.oneof(fc.nat({ max: 30 }).map(String), fc.string({ maxLength: 3 }));
  const step = fc.oneof({ weight: 30, arbitrary: id }, { weight: 1, arbitrary: fc.constant(undefined) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 80 }), (maxIds, steps) => {
      const table = createIdTable(maxIds);
      const model = new Map<string, { readonly request: number; readonly print: number }>();
      for (const [request, one] of steps.entries()) {
        if (one === undefined) {
          table.clear();
          model.clear();
          continue;
        }
        expect(table.get(one)).toEqual(model.get(one));
        if (model.has(one)) continue;
        const first = { request, print: 7 - request };
        table.add(one, first);
        model.set(one, first);
        const [oldest] = model.size > maxIds ? model.keys() : [];
        if (oldest !== undefined) model.delete(oldest);
      }
      for (const [known, first] of model) expect(table.get(known)).toEqual(first);
    }),
    { numRuns: 200 },
  );
});
